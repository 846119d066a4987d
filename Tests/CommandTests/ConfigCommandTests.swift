import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct ConfigCommandTests {
    @Test func schemaIsJSON() async throws {
        let document = try await Workplace().run("config", "schema").document()
        #expect((document["properties"] as? [String: Any])?["jobs"] != nil)
    }

    @Test func onlyAnExplicitFormatIsWrong() async throws {
        let place = try Workplace()
        for command in ["show", "schema"] {
            for format in ["json", "yaml", "text"] {
                let outcome = await place.run("config", command, variables: ["SEEDD_OUTPUT": format])
                #expect(outcome.code == 0, "\(outcome)")
            }
        }
        #expect(await place.run("config", "show", "--output", "json").code == 64)
        #expect(await place.run("config", "schema", "--output", "yaml").code == 64)
        #expect(await place.run("config", "schema", "--no-color", "--output", "json").code == 0)
    }

    @Test func shownConfigurationHidesPasswordsAndLoadsAgain() async throws {
        let place = try Workplace()
        try place.configure(target: "postgresql://me:geheim@127.0.0.1:1/x")
        let shown = await place.run("config", "show")
        #expect(shown.code == 0)
        #expect(!shown.output.contains("geheim"))
        #expect(shown.output.contains("postgresql://me@127.0.0.1:1/x"))
        try place.write(shown.output, to: "shown.yaml")
        #expect(await place.run("config", "show", "--config", "shown.yaml").output == shown.output)
    }
}
