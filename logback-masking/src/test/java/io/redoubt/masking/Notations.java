package io.redoubt.masking;

import java.util.List;

/** The ways in which lines of logs show a value: 25 beside a key, 12 by itself. */
public final class Notations {

    /** With {@code KEY} and {@code VALUE}. */
    public static final List<String> KEYED = List.of(
            "loaded KEY=VALUE timeout=30s",
            "settings: region=eu-west-1, KEY=VALUE, retries=3",
            "Settings{url='https://api.example.com', KEY='VALUE', timeout=PT5S}",
            "Login[id=7, KEY=VALUE, remember=true]",
            "Login(id=7, KEY=VALUE)",
            "call with KEY: VALUE (deprecated)",
            "{\"id\":7,\"KEY\":\"VALUE\",\"ok\":true}",
            "body {\"id\": 7, \"KEY\" : \"VALUE\"} sent",
            "body {\\\"id\\\":7,\\\"KEY\\\":\\\"VALUE\\\",\\\"ok\\\":false} kept",
            "body {\\\\\\\"KEY\\\\\\\":\\\\\\\"VALUE\\\\\\\"} kept",
            "response:\n{\n  \"id\" : 7,\n  \"KEY\" : \"VALUE\"\n}",
            "[traceId=4bf92f3577b34da6, KEY=VALUE] done",
            "GET /v1/items?page=2&KEY=VALUE&sort=asc HTTP/1.1",
            "callback https://api.example.com/cb?KEY=VALUE received",
            ">> \"grant_type=x&KEY=VALUE&scope=read\"",
            "exec: backup --target s3 --KEY=VALUE --verbose",
            "exec: sync --KEY VALUE --dry-run",
            "{accept=[*/*], KEY=[VALUE], host=[api.example.com]}",
            "[Api#call] KEY: VALUE\n[Api#call] accept: application/json",
            "java.lang.IllegalStateException: failed, KEY=VALUE\n\tat com.example.Login.run(Login.java:77)",
            "<req><id>7</id><KEY>VALUE</KEY></req>",
            "config:\nserver:\n  port: 8080\nKEY: VALUE\nlogging: debug",
            "insert into t (id, KEY) values (7, 'VALUE')",
            "update t set KEY = 'VALUE' where id = 7",
            "{:KEY => \"VALUE\", :id => 7}");

    /** With {@code VALUE}. */
    public static final List<String> FREE = List.of(
            "received VALUE from partner",
            "attempt 3 of 5 failed for VALUE, backing off 800 ms",
            "cannot parse value VALUE\n\tat com.example.Parser.parse(Parser.java:118)",
            "{\"note\":\"upstream rejected VALUE with status 422\"}",
            "binding parameter [2] as [VARCHAR] - [VALUE]",
            "row 118 skipped: [A-4471, VALUE, 2026-10-30, OK]",
            "\"GET /v1/lookup/VALUE HTTP/1.1\" 404 153",
            "body: {\\\"note\\\":\\\"see VALUE\\\",\\\"state\\\":\\\"NEW\\\"}",
            "consumed key=null value=VALUE partition=3",
            "[401] during [POST] to [/v2/charge] [VALUE]: {}",
            "(VALUE)",
            "<VALUE>");

    private Notations() {}

    /** {@return a run of seven characters of a secret, or of all if there are fewer, that stands in a text; empty if none does} */
    public static String runOf(String secret, String text) {
        int length = Math.min(7, secret.length());
        for (int i = 0; i + length <= secret.length(); i++) {
            String run = secret.substring(i, i + length);
            if (text.contains(run)) {
                return run;
            }
        }
        return "";
    }
}
