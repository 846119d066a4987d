import SeedModel

extension Guards {
    static func read(_ reader: SectionReader) -> Guards {
        var guards = Guards()
        let changed = reader.parsed("max_changed", expecting: Limit.syntax) { Limit($0) }
        let deletes = reader.parsed("max_deletes", expecting: Limit.syntax) { Limit($0) }
        let allowEmpty = reader.boolean("allow_empty_source")
        if let changed { guards.maxChanged = changed }
        if let deletes { guards.maxDeletes = deletes }
        if let allowEmpty { guards.allowEmptySource = allowEmpty }
        return guards
    }
}
