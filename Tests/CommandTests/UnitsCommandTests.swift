import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct UnitsCommandTests {
    private static let jobs = """
        prices: {from: staging, to: production, schedule: 30 2 * * *, timezone: Europe/Madrid, jitter: 10min,
          tables: [{name: public.flags}]}
        a.b-c_d: {from: staging, to: production, schedule: every 7min, tables: [{name: public.flags}]}
        either: {from: staging, to: production, schedule: 0 0 13 * fri, tables: [{name: public.flags}]}
        by-hand: {from: staging, to: production, tables: [{name: public.flags}]}
        """

    private static let snapshots = "\nsnapshots: {schedule: every 6h, keep: {last: 3}}\n"

    private func place(production: String = "") throws -> Workplace {
        let place = try Workplace(jobs: Self.jobs, production: production)
        let file = URL(filePath: "\(place.directory)/seedd.yaml")
        try place.write(try String(contentsOf: file, encoding: .utf8) + Self.snapshots, to: "seedd.yaml")
        return place
    }

    private static let files = [
        "seedd-snapshots.service", "seedd-snapshots.timer", "seedd@.service", "seedd@a.b-c_d.service.d/30-often.conf",
        "seedd@a.b-c_d.timer", "seedd@either.timer", "seedd@prices.timer",
    ]

    /// What is in the folder: of a drop-in its own.
    private static let names = files.map { String($0.prefix { $0 != "/" }) }

    @Test func printsATimerForEachScheduledJob() async throws {
        let place = try place()
        let outcome = await place.run("units")
        #expect(outcome.code == 0, "\(outcome)")
        let head = "# /etc/systemd/system/"
        let lines = outcome.output.split(separator: "\n").filter { $0.hasPrefix(head) }
        #expect(lines.map { String($0.dropFirst(head.count)) }.sorted() == Self.files)
        let documentation = try Self.line("Documentation=")
        let one = await place.run("units", "prices", "--packaged")
        #expect(
            one.output == """
                # /etc/systemd/system/seedd@prices.timer
                [Unit]
                Description=Promotion of prices, 30 2 * * *
                \(documentation.isEmpty ? "" : documentation + "\n")
                [Timer]
                # systemd leaves out a time that the clocks of this zone skip in spring; "seedd run" does not.
                OnCalendar=*-*-* 02:30:00 Europe/Madrid
                # What was missed while the machine was off is made up for once.
                Persistent=yes
                RandomizedDelaySec=600s
                FixedRandomDelay=yes
                AccuracySec=1s
                Unit=seedd@prices.service

                [Install]
                WantedBy=timers.target

                """)
    }

    @Test func theServiceIsTheOneThatIsInstalled() async throws {
        let place = try place()
        #expect(await place.run("units", "--directory", ".").code == 0)
        let written = try String(contentsOfFile: "\(place.directory)/seedd@.service", encoding: .utf8)
        #expect(written == (try Self.template()))
        let snapshots = try String(contentsOfFile: "\(place.directory)/seedd-snapshots.service", encoding: .utf8)
        let program = try #require(try Self.line("ExecStart=").split(separator: " ").first)
        let commands = snapshots.split(separator: "\n").filter { $0.hasPrefix("ExecStart=") }
        #expect(commands == ["\(program) snapshot", "\(program) snapshots prune"])
        #expect(!snapshots.contains("%i"))
    }

    @Test func systemdFindsNothingWrong() async throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze") else {
            return print("systemd-analyze is not installed: UNITS WERE NOT VERIFIED")
        }
        let place = try place()
        #expect(await place.run("units", "--directory", ".").code == 0)
        #expect(place.names().filter { $0 != "seedd.yaml" } == Self.names)
        // The program need not be installed where it is tested, and a timer of a template is verified with its service.
        for name in Self.files where !name.hasPrefix("seedd@.") && !name.contains("/") {
            let result = try await CommandRun(
                ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", "./\(name)"],
                directory: place.directory
            ).run()
            let complaints = result.standardError.split(separator: "\n").filter { line in
                line.contains("seedd") && !line.contains("is not executable") && !line.contains("bad-setting")
            }
            #expect(complaints.isEmpty, "\(name): \(result)")
        }
    }

    @Test func overwritesNothingThatDiffersUnlessForced() async throws {
        let place = try place()
        try FileManager.default.createDirectory(atPath: "\(place.directory)/units", withIntermediateDirectories: false)
        let first = await place.run("units", "--directory", "units")
        #expect(first.output.split(separator: "\n").count == Self.files.count, "\(first)")
        #expect(await place.run("units", "--directory", "units").output.isEmpty)
        try place.write("mine", to: "units/seedd@prices.timer")
        try FileManager.default.removeItem(atPath: "\(place.directory)/units/seedd@either.timer")
        let refused = await place.run("units", "--directory", "units")
        #expect(refused.code == 4)
        #expect(refused.error.contains("units/seedd@prices.timer: there already, with another text"), "\(refused)")
        #expect(!place.names(in: "units").contains("seedd@either.timer"))
        let forced = await place.run("units", "-q", variables: ["SEEDD_DIRECTORY": "units", "SEEDD_FORCE": "1"])
        #expect(forced.output.split(separator: "\n").count == 2)
        #expect(place.names(in: "units") == Self.names)
    }

    @Test func saysWhatIsMissing() async throws {
        let place = try place(production: "protected: true")
        let unscheduled = await place.run("units", "by-hand")
        #expect(unscheduled.code == 66)
        #expect(unscheduled.error.contains("has no schedule"))
        #expect(await place.run("units", "--directory", "nowhere").code == 66)
        #expect(await place.run("units", "--output", "json").code == 64)
        let warned = await place.run("units", "prices")
        #expect(warned.error.contains("warning: job prices will be refused: production is protected"))
        try place.configure()
        #expect(await place.run("units").code == 66)
    }

    private static func template() throws -> String {
        try String(contentsOfFile: "\(PackageRoot.path)/systemd/seedd@.service", encoding: .utf8)
    }

    private static func line(_ key: String) throws -> String {
        try template().split(separator: "\n").first { $0.hasPrefix(key) }.map(String.init) ?? ""
    }
}
