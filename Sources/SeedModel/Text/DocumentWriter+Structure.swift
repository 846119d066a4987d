extension DocumentWriter {
    /// Writes an object whose members `body` writes.
    package mutating func object(
        _ layout: Layout = .block, _ body: (inout DocumentWriter) throws -> Void
    ) throws {
        try begin(isObject: true, layout)
        try body(&self)
        try end()
    }

    /// Writes an array whose elements `body` writes.
    package mutating func array(
        _ layout: Layout = .block, _ body: (inout DocumentWriter) throws -> Void
    ) throws {
        try begin(isObject: false, layout)
        try body(&self)
        try end()
    }

    var isInline: Bool { frames.last?.isInline ?? false }

    mutating func scalar(_ text: String) throws {
        let leads = try lead()
        try emit(leads ? " " + text : text)
    }

    private mutating func begin(isObject: Bool, _ layout: Layout) throws {
        let isElement = !isAfterKey && frames.last?.isObject == false
        let leads = try lead()
        let inherits = isInline || layout == .inline || layout == .row && form == .json
        let indent = frames.last.map { $0.indent + 2 } ?? 0
        frames.append(
            Frame(
                isObject: isObject, isInline: inherits, followsDash: form == .yaml && isElement && !inherits,
                indent: indent))
        if form == .json {
            try emit(isObject ? "{" : "[")
        } else if inherits {
            try emit((leads ? " " : "") + (isObject ? "{" : "["))
        }
    }

    private mutating func end() throws {
        guard let frame = frames.popLast() else { return }
        if form == .json {
            if !frame.isInline, frame.count > 0 { try newLine(indent: frames.last.map { $0.indent + 2 } ?? 0) }
            try emit(frame.isObject ? "}" : "]")
        } else if frame.isInline {
            try emit(frame.isObject ? "}" : "]")
        } else if frame.count == 0 {
            // A block without members has no other way to be written.
            try emit(frame.isObject ? " {}" : " []")
        }
    }

    /// Prepares the place of a value; true if a blank must stand before what is written on this line.
    private mutating func lead() throws -> Bool {
        if isAfterKey {
            isAfterKey = false
            return form == .yaml && !isInline
        }
        guard !frames.isEmpty else { return form == .yaml }
        try separate()
        guard form == .yaml, !isInline else { return false }
        try emit("-")
        return true
    }

    /// Ends the member before and goes to where the next one starts.
    mutating func separate() throws {
        guard var frame = frames.popLast() else { return }
        let isFirst = frame.count == 0
        frame.count += 1
        frames.append(frame)
        if frame.isInline { return try emit(isFirst ? "" : ", ") }
        if form == .json {
            try emit(isFirst ? "" : ",")
            try newLine(indent: frame.indent + 2)
        } else if isFirst, frame.followsDash {
            try emit(" ")
        } else {
            try newLine(indent: frame.indent)
        }
    }

    private mutating func newLine(indent: Int) throws { try emit("\n" + String(repeating: " ", count: indent)) }
}
