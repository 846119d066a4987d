/// Where two JSON documents differ, path by path: the order of members and the blanks between them don't count.
package struct JSONDifference: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// `timing.quiet_hours[0]`; empty where the documents differ as a whole.
        package var path: String
        /// Nil for what only the new document has.
        package var old: JSONNode?
        /// Nil for what only the old document has.
        package var new: JSONNode?
    }

    package private(set) var entries: [Entry] = []
    /// Differences beyond the limit are there, but not in `entries`.
    package private(set) var isCut = false
    private let limit: Int

    package init(_ old: JSONNode, _ new: JSONNode, limit: Int = 200) {
        self.limit = limit
        compare(old, new, at: "")
    }

    private mutating func compare(_ old: JSONNode, _ new: JSONNode, at path: String) {
        switch (old, new) {
        case (.object(let before), .object(let after)): compareMembers(before, after, at: path)
        case (.array(let before), .array(let after)): compareElements(before, after, at: path)
        default:
            if !old.isSame(as: new) { append(Entry(path: path, old: old, new: new)) }
        }
    }

    private mutating func compareMembers(_ old: [JSONNode.Member], _ new: [JSONNode.Member], at path: String) {
        let others = JSONNode.byName(new)
        let known = Set(old.map { Array($0.name.utf8) })
        for member in old {
            let path = Self.path(path, member.name)
            if let other = others[Array(member.name.utf8)] {
                compare(member.value, other, at: path)
            } else {
                append(Entry(path: path, old: member.value, new: nil))
            }
        }
        for member in new where !known.contains(Array(member.name.utf8)) {
            append(Entry(path: Self.path(path, member.name), old: nil, new: member.value))
        }
    }

    /// What both arrays begin and end with is left out; what is between is compared one by one.
    private mutating func compareElements(_ old: [JSONNode], _ new: [JSONNode], at path: String) {
        let shorter = min(old.count, new.count)
        var start = 0
        while start < shorter, old[start].isSame(as: new[start]) { start += 1 }
        var tail = 0
        while tail < shorter - start, old[old.count - 1 - tail].isSame(as: new[new.count - 1 - tail]) { tail += 1 }
        let (oldEnd, newEnd) = (old.count - tail, new.count - tail)
        for index in start..<max(oldEnd, newEnd) {
            let path = "\(path)[\(index)]"
            if index < oldEnd, index < newEnd {
                compare(old[index], new[index], at: path)
            } else if index < oldEnd {
                append(Entry(path: path, old: old[index], new: nil))
            } else {
                append(Entry(path: path, old: nil, new: new[index]))
            }
        }
    }

    private mutating func append(_ entry: Entry) {
        guard entries.count < limit else {
            isCut = true
            return
        }
        entries.append(entry)
    }

    /// A name that is no plain word is in brackets and quotes.
    private static func path(_ path: String, _ name: String) -> String {
        let isPlain = !name.isEmpty && name.unicodeScalars.allSatisfy { $0.isWordPart || $0 == "-" }
        guard isPlain else { return path + "[" + JSONNode.string(name).text + "]" }
        return path.isEmpty ? name : path + "." + name
    }
}
