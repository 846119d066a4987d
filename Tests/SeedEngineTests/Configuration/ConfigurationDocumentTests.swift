import Foundation
import SeedModel
import Testing

@testable import SeedEngine

struct ConfigurationDocumentTests {
    /// The annotated file of the documentation loads and shows every key there is.
    @Test func documentedFileLoads() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let document = try String(contentsOf: root.appendingPathComponent("docs/CONFIGURATION.md"), encoding: .utf8)
        let start = try #require(document.firstRange(of: "```yaml\n"))
        let end = try #require(document[start.upperBound...].firstRange(of: "```\n"))
        let text = String(document[start.upperBound..<end.lowerBound])
        let configuration = try Configuration.parse(text, file: "seedd.yaml")
        #expect(configuration.jobs.first?.tables.count == 2)
        let sections: [SettingSection] = [
            .file, .environment, .snapshots, .keep, .daemon, .journal, .metrics, .job, .guards, .table,
        ]
        for key in sections.flatMap(\.keys) {
            #expect(text.contains("\(key.name):"), "\(key.name)")
        }
    }

    /// A mistake that many jobs inherit is one mistake.
    @Test func inheritedMistakeIsReportedOnce() {
        let jobs = (0..<150).map { "  j\($0): {from: staging, to: production, tables: [{name: a.b}]}\n" }.joined()
        let found = problems { () throws(SeedError) in try parse("defaults: {mode: x}\njobs:\n\(jobs)") }
        #expect(found == ["seedd.yaml:5:18: \"mode\": expected one of insert, upsert, mirror, found \"x\""])
    }

    @Test func longListsOfProblemsEnd() {
        let found = problems { () throws(SeedError) in try parse((0..<150).map { "k\($0): 1\n" }.joined()) }
        #expect(found.count == 101)
        #expect(found.last == "and 50 more")
    }

    /// Whatever a slip of the hand makes of a file: an error or a configuration, never a crash, never a wait.
    @Test(arguments: 0..<40) func damagedFilesEndInAnError(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let pieces = Array("[]{}:,-?&*!|>'\"%@`#\\ \n\t~$<é".unicodeScalars) + ["\u{FEFF}", "\u{85}", "\u{E000}", "\r"]
        for _ in 0..<25 {
            var scalars = Array(ConfigurationTests.whole.unicodeScalars)
            for _ in 0...random(6) {
                let at = random(scalars.count)
                switch random(3) {
                case 0: scalars.remove(at: at)
                case 1: scalars.insert(pieces[random(pieces.count)], at: at)
                default: scalars.removeSubrange(at..<min(scalars.count, at + random(200)))
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            _ = problems { () throws(SeedError) in try Configuration.parse(text, file: "f") }
        }
    }
}
