package io.redoubt.masking;

import static io.redoubt.masking.TokenAlphabet.BASE62;
import static io.redoubt.masking.TokenAlphabet.HEX;
import static io.redoubt.masking.TokenAlphabet.HEX_KEBAB;
import static io.redoubt.masking.TokenAlphabet.URL64;
import static io.redoubt.masking.TokenAlphabet.WORD;
import static io.redoubt.masking.TokenCheck.MIXED;
import static io.redoubt.masking.TokenCheck.RANDOM;
import static io.redoubt.masking.TokenFormat.OPEN;

import java.util.List;

/** Tokens of language models and what is built around them, after what each provider's own documentation tells or shows. */
final class ModelTokens {

    static final List<TokenFormat> FORMATS = List.of(
            // OpenAI, "API keys": keys of users, projects, service accounts, administrators. DeepSeek, Moonshot,
            // Stability AI and
            // others who offer the same interface issue keys of the first shape.
            TokenFormat.of("cred.provider.openai", BASE62, 32, 64, MIXED, "sk-"),
            TokenFormat.of("cred.provider.openai", URL64, 40, OPEN, "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"),
            // Anthropic, "Authentication": api03, admin01, oat01, ...
            TokenFormat.of("cred.provider.anthropic", URL64, 40, OPEN, "sk-ant-"),
            TokenFormat.of("cred.provider.openrouter", HEX, 64, "sk-or-v1-"),
            // Groq, Perplexity, Hugging Face ("User access tokens"), Replicate, xAI, Cerebras, NVIDIA, Together: "API
            // keys".
            TokenFormat.of("cred.provider.firecrawl", HEX, 32, "fc-"),
            TokenFormat.of("cred.provider.groq", BASE62, 52, "gsk_"),
            TokenFormat.of("cred.provider.perplexity", BASE62, 40, 64, "pplx-"),
            TokenFormat.of("cred.provider.huggingface", BASE62, 34, 40, "hf_", "api_org_"),
            TokenFormat.of("cred.provider.replicate", BASE62, 37, "r8_"),
            TokenFormat.of("cred.provider.xai", BASE62, 60, 90, "xai-"),
            TokenFormat.of("cred.provider.cerebras", BASE62, 40, 60, "csk-"),
            TokenFormat.of("cred.provider.nvidia", URL64, 50, OPEN, "nvapi-"),
            TokenFormat.of("cred.provider.together", URL64, 32, OPEN, RANDOM, "tgp_v1_"),
            // LangSmith and Langfuse, "API keys"; Pinecone, "Manage API keys"; Weights & Biases.
            TokenFormat.of("cred.provider.langsmith", WORD, 43, "lsv2_pt_", "lsv2_sk_"),
            TokenFormat.of("cred.provider.langfuse", HEX_KEBAB, 36, "sk-lf-"),
            TokenFormat.of("cred.provider.pinecone", WORD, 60, 80, "pcsk_"),
            TokenFormat.of("cred.provider.wandb", WORD, 40, OPEN, RANDOM, "wandb_v1_"),
            // ElevenLabs, Tavily, Jina AI, Voyage AI: "API keys".
            TokenFormat.of("cred.provider.elevenlabs", HEX, 48, "sk_"),
            TokenFormat.of("cred.provider.tavily", URL64, 32, OPEN, RANDOM, "tvly-"),
            TokenFormat.of("cred.provider.jina", URL64, 60, "jina_"),
            TokenFormat.of("cred.provider.voyage", URL64, 40, 50, RANDOM, "pa-"));

    private ModelTokens() {}
}
