package io.redoubt.benchmarks;

import io.redoubt.benchmarks.field.FieldSuite;
import io.redoubt.benchmarks.flood.FloodSuite;
import io.redoubt.benchmarks.key.KeySuite;
import io.redoubt.benchmarks.mask.MaskSuite;
import io.redoubt.benchmarks.proof.ProofSuite;
import io.redoubt.benchmarks.token.TokenSuite;
import java.util.List;

/** What is measured together. A new suite is a constant here, and a chapter in {@code io.redoubt.benchmarks.report}. */
public enum Suite {
    TOKEN {
        @Override
        List<Measurement> measurements(NativeProvider provider) {
            return TokenSuite.measurements(provider);
        }
    },
    FLOOD {
        @Override
        List<Measurement> measurements(NativeProvider provider) {
            return FloodSuite.measurements(provider);
        }
    },
    PROOF {
        @Override
        List<Measurement> measurements(NativeProvider provider) {
            return ProofSuite.measurements(provider);
        }
    },
    KEY {
        @Override
        List<Measurement> measurements(NativeProvider provider) {
            return KeySuite.measurements(provider);
        }
    },
    FIELD {
        @Override
        List<Measurement> measurements(NativeProvider provider) {
            return FieldSuite.measurements(provider);
        }
    },
    MASK {
        @Override
        List<Measurement> measurements(NativeProvider provider) {
            return MaskSuite.measurements(provider);
        }
    };

    /** {@return the rows of a run whose class path has this provider; none if it makes no difference} */
    abstract List<Measurement> measurements(NativeProvider provider);
}
