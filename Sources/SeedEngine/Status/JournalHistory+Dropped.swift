package import SeedModel
import Systemd

extension JournalHistory {
    /// `MESSAGE_ID` under which journald says that a unit wrote more than it may (sd-messages.h).
    private static let droppedID = "a596d6fe7bfa4994828e72309e95d61e"

    /// How many messages of seedd's units the journal has refused since `time`, by its rate limit: runs may be missing.
    package func dropped(since time: UTCTime) throws(SeedError) -> Int {
        try reading { reader throws(JournalError) in
            try reader.match("MESSAGE_ID", Self.droppedID)
            // Of journald itself; nobody else can write that.
            try reader.match("_TRANSPORT", "driver")
            var count = 0
            try reader.seekEnd()
            while try reader.previous(), Self.time(try reader.microseconds()) >= time {
                let units = try reader.fields(prefix: "OBJECT_SYSTEMD_UNIT")["OBJECT_SYSTEMD_UNIT"] ?? []
                guard units.contains(where: { $0.hasPrefix("seedd") }) else { continue }
                count += try reader.fields(prefix: "N_DROPPED")["N_DROPPED"]?.first.flatMap { Int($0) } ?? 0
            }
            return count
        }
    }
}
