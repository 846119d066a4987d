/// A text that grows piece by piece up to a number of UTF-16 units; a piece that does not fit is left out whole.
struct BoundedText {
    private(set) var text = ""
    private(set) var count = 0
    /// What still fits.
    private(set) var room: Int
    /// Rows that did not fit, as whoever left them out counts them.
    var omitted = 0

    init(room: Int) { self.room = max(room, 0) }

    /// Whether it fits beside `reserve` more; if not, nothing is added.
    mutating func append(_ piece: String, reserving reserve: Int = 0) -> Bool {
        let units = piece.utf16.count
        guard units + reserve <= room else { return false }
        text += piece
        count += units
        room -= units
        return true
    }

    /// A list of as many items as fit, and `more` with the number of the others; nothing at all without items.
    mutating func list(open: String, end: String, _ items: [String], more: (Int) -> String) {
        guard !items.isEmpty else { return }
        let reserve = end.utf16.count + more(items.count).utf16.count
        guard append(open, reserving: reserve) else { return }
        let shown = items.prefix { append($0, reserving: reserve) }.count
        if shown < items.count { _ = append(more(items.count - shown)) }
        _ = append(end)
    }

    mutating func append(_ part: BoundedText) {
        _ = append(part.text)
        omitted += part.omitted
    }

    /// Makes parts that have the room together: each at least an equal share of what those before it left. The smallest come
    /// first, so that what they do not need is the others'; the parts are returned in their own order.
    static func sharing(
        _ room: Int, among sizes: [Int], _ part: (Int, Int) throws -> BoundedText
    ) rethrows -> [BoundedText] {
        var parts = sizes.map { _ in BoundedText(room: 0) }
        var left = room
        let order = sizes.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
        for (position, index) in order.enumerated() {
            parts[index] = try part(index, left / (order.count - position))
            left -= parts[index].count
        }
        return parts
    }
}
