import Foundation
import SeedTestKit
import Testing

/// A plan's file that is not as it was written is refused, whatever was done to it.
@Suite(.environments)
struct SavedPlanDamageTests {
    private func refusal(of bytes: Data, in place: Workplace) async throws -> Outcome {
        try bytes.write(to: URL(filePath: "\(place.directory)/damaged.plan"))
        return await place.run("apply", "damaged.plan")
    }

    @Test func everyByteCounts() async throws {
        let place = try Workplace()
        #expect(await place.run("plan", "--out", "p.plan").code == 0)
        let bytes = try Data(contentsOf: URL(filePath: "\(place.directory)/p.plan"))
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= index % 2 == 0 ? 1 : 0x80
            let outcome = try await refusal(of: damaged, in: place)
            #expect(outcome.code == 65, "byte \(index): \(outcome)")
        }
        for length in [0, 1, 13, 14, 70, 78, bytes.count / 2, bytes.count - 65, bytes.count - 1] {
            let outcome = try await refusal(of: bytes.prefix(length), in: place)
            #expect(outcome.code == 65, "\(length) bytes: \(outcome)")
        }
        #expect(try await refusal(of: bytes + Data([10]), in: place).code == 65)
        #expect(try await refusal(of: bytes + bytes, in: place).code == 65)
        #expect(try place.rows() == Workplace.before)
        #expect(try await refusal(of: bytes, in: place).code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    /// As somebody writes it who knows how: a plan of another version is for that version.
    @Test(arguments: [("seedd plan 1", "seedd plan 2", 65), ("\"seedd\":\"0.1.0\"", "\"seedd\":\"0.0.9\"", 4)])
    func anotherVersionIsRefused(old: String, new: String, code: Int) async throws {
        let place = try Workplace()
        #expect(await place.run("plan", "--out", "p.plan").code == 0)
        let script = """
            head -n 1 p.plan > forged.plan
            tail -c +14 p.plan | head -c -65 | zstd -dc | sed 's/\(old)/\(new)/' | zstd -q >> forged.plan
            sed -i '1s/\(old)/\(new)/' forged.plan
            sha256sum forged.plan | cut -c 1-64 >> forged.plan
            """
        let forged = try CommandRun(["bash", "-c", script], directory: place.directory).runBlocking()
        #expect(forged.exitCode == 0, "\(forged)")
        let outcome = await place.run("apply", "forged.plan")
        #expect(outcome.code == code, "\(outcome)")
        #expect(outcome.error.contains(code == 4 ? "was made by seedd 0.0.9" : "has format version 2"), "\(outcome)")
    }
}
