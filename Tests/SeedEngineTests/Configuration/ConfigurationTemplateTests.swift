import SeedModel
import Testing

@testable import SeedEngine

struct ConfigurationTemplateTests {
    @Test func exampleLoads() throws {
        let configuration = try Configuration.parse(ConfigurationTemplate.text(), file: "seedd.yaml")
        #expect(configuration.environments.keys.sorted() == ["production", "staging"])
        #expect(configuration.jobs.map(\.name) == ["config"])
        #expect(configuration.jobs[0].tables == [TableRule(name: "public.notification_templates", match: ["code"])])
    }

    /// Comments that show a key are examples too: without their `#` they must still load.
    @Test func commentedKeysLoad() throws {
        let lines = ConfigurationTemplate.text().split(separator: "\n", omittingEmptySubsequences: false)
        let isOther = { (line: Substring) in line.contains("# url_credential") }
        let text = lines.map { line in
            guard line.drop(while: { $0 == " " }).hasPrefix("# "), line.first == " ", !isOther(line) else {
                return String(line)
            }
            return String(line).replacing("# ", with: "", maxReplacements: 1)
        }.joined(separator: "\n")
        let configuration = try Configuration.parse(text, file: "seedd.yaml")
        let rule = try #require(configuration.jobs.first?.tables.first)
        #expect(rule.filter == "is_active")
        #expect(rule.rename == "app.templates")
        #expect(configuration.snapshots.directory == "/var/lib/seedd/snapshots")
        #expect(configuration.environments["production"]?.role == "app_config_writer")
    }

    @Test func listsDiscoveredTables() throws {
        let text = ConfigurationTemplate.text(tables: [
            ConfigurationTemplate.Table(
                name: TableName(schema: "public", name: "prices"), match: ["code"], tracking: "updated_at",
                note: "key: unique index\nprices_code"),
            ConfigurationTemplate.Table(
                name: TableName(schema: "no", name: "Odd: \"table\" #1"), match: ["no", "a b"]),
            ConfigurationTemplate.Table(name: TableName(schema: "public", name: "log"), match: []),
        ])
        let configuration = try Configuration.parse(text, file: "seedd.yaml")
        #expect(
            configuration.jobs[0].tables == [
                TableRule(name: "public.prices", match: ["code"]),
                TableRule(name: "no.Odd: \"table\" #1", match: ["no", "a b"]),
                TableRule(name: "public.log"),
            ])
        let rule = [
            "      # key: unique index prices_code",
            "      - name: public.prices",
            "        match: [code]",
            "        # track: updated_at   # incremental by this column; not carried out yet",
        ]
        #expect(text.contains(rule.joined(separator: "\n")))
    }
}
