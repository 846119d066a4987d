import Postgres
import SeedModel

/// A target that takes writes: no standby, and not read-only by a setting.
enum WritableTarget {
    static func require(_ environment: String, _ session: borrowing Session) throws {
        guard try session.rows("SHOW transaction_read_only").first?[0] == "on" else { return }
        throw SeedError(
            .unavailable, environment, "is read-only or a standby", hint: "connect the environment to the primary")
    }
}
