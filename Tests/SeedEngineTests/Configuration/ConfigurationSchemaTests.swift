import Foundation
import SeedModel
import Testing

@testable import SeedEngine

struct ConfigurationSchemaTests {
    /// The whole file of `ConfigurationTests` as the schema's keys: every path in it, lists as one step.
    @Test func namesTheKeysTheLoaderAccepts() throws {
        var text = ""
        try ConfigurationSchema.write { text += $0 }
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let schema = try #require(object as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        var checked = 0
        func compare(_ node: Any?, _ section: SettingSection) throws {
            let node = try #require(node as? [String: Any])
            let properties = try #require(node["properties"] as? [String: [String: Any]])
            #expect(properties.keys.sorted() == section.keys.map(\.name).sorted())
            #expect(node["additionalProperties"] as? Bool == false)
            for key in section.keys {
                checked += 1
                let property = properties[key.name]
                #expect(property?["description"] as? String == key.summary)
                switch key.kind {
                case .section(let inner): try compare(property, inner)
                case .named(let inner): try compare(property?["additionalProperties"], inner)
                case .list(let inner): try compare(property?["items"], inner)
                default: break
                }
            }
        }
        try compare(schema, .file)
        #expect(checked > 50)
    }

    /// A list of lists fits no key but a section's, so a key that is never read would raise no problem.
    @Test func everyKeyOfTheTablesIsRead() {
        let places: [(SettingSection, (String) -> String)] = [
            (.environment, { "environments: {x: {\($0)}}" }), (.snapshots, { "snapshots: {\($0)}" }),
            (.keep, { "snapshots: {keep: {\($0)}}" }), (.journal, { "journal: {\($0)}" }),
            (.metrics, { "metrics: {\($0)}" }), (.defaults, { "defaults: {\($0)}" }),
            (.guards, { "defaults: {guards: {\($0)}}" }), (.job, { "jobs: {x: {\($0)}}" }),
            (.table, { "jobs: {x: {tables: [{\($0)}]}}" }), (.file, { $0 }),
        ]
        for (section, place) in places {
            for key in section.keys {
                let text = place("\(key.name): [[]]")
                let column =
                    (text.firstRange(of: "[[]]").map { text.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0)
                let found = problems { () throws(SeedError) in try Configuration.parse(text, file: "f") }
                let isReported = found.contains {
                    $0.hasPrefix("f:1:\(column + 1):") || $0.hasPrefix("f:1:\(column + 2):")
                }
                #expect(isReported, "\(section.name): \(key.name): \(found)")
            }
        }
    }
}
