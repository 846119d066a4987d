/// The keys that one kind of mapping in the configuration file may hold.
///
/// The loader, the JSON Schema and `config show` all go by these tables, so that they can't drift apart.
struct SettingSection: Sendable {
    struct Key: Sendable {
        let name: String
        let kind: SettingKind
        /// One sentence; shown by editors that complete by the schema.
        let summary: String
        let isRequired: Bool

        init(_ name: String, _ kind: SettingKind, _ summary: String, required: Bool = false) {
            self.name = name
            self.kind = kind
            self.summary = summary
            isRequired = required
        }
    }

    /// With its article, as error messages need it.
    let name: String
    let keys: [Key]

    subscript(name: String) -> Key? { keys.first { $0.name == name } }
}
