import SeedModel

/// One difference inside a JSON document.
struct PathView {
    let path: [RunView]
    let isAdded: Bool
    let isRemoved: Bool
    let isChanged: Bool
    /// Long texts inside the document are compared word by word.
    let isText: Bool
    var old = ValueView.none
    var new = ValueView.none
    var value = ValueView.none

    init(_ entry: JSONDifference.Entry) {
        path = RunView.of(entry.path)
        isAdded = entry.old == nil
        isRemoved = entry.new == nil
        let writer = SpanWriter(piece: 800)
        if case .string(let before)? = entry.old, case .string(let after)? = entry.new,
            max(before.utf8.count, after.utf8.count) > 40
        {
            let difference = ReadableDifference(before, after)
            isText = !difference.isRewritten
            if isText { value = ValueView(spans: writer.spans(difference.pieces)) }
        } else {
            isText = false
        }
        isChanged = entry.old != nil && entry.new != nil && !isText
        if let before = entry.old, !isText { old = ValueView(before.text, .old, writer) }
        if let after = entry.new, !isText { new = ValueView(after.text, .new, writer) }
    }
}
