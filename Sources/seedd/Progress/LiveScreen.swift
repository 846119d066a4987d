import Synchronization

/// Lines at the end of a terminal that are drawn over and over; whatever else is printed takes their place.
///
/// The cursor rests where they begin: what a killed process leaves behind is overwritten by the prompt. Sequences of
/// ECMA-48, as every terminal knows them: CUU (cursor up), EL and ED (erase to the end of line or page).
final class LiveScreen: Sendable {
    private static let erasing = "\r\u{1B}[J"

    private let isDrawn = Mutex(false)
    /// Another program has the terminal.
    private let isLent = Atomic(false)

    /// Draws lines, none wider than the terminal, over those that are there.
    ///
    /// They are asked for once nobody prints: what they tell of may have ended meanwhile.
    func draw(with write: (String) -> Void, _ lines: () -> [String]) {
        isDrawn.withLock { isDrawn in
            guard !isLent.load(ordering: .relaxed) else { return }
            let lines = lines()
            if lines.isEmpty {
                if isDrawn { write(Self.erasing) }
            } else {
                let up = lines.count > 1 ? "\u{1B}[\(lines.count - 1)A" : ""
                let picture = lines.map { "\($0)\u{1B}[K" }.joined(separator: "\r\n")
                write("\r\(picture)\u{1B}[J\(up)\r")
            }
            isDrawn = !lines.isEmpty
        }
    }

    func erase(with write: (String) -> Void) { printing(with: write) {} }

    /// Erases what is drawn, and lets nobody draw while `body` prints.
    func printing<Failure>(with write: (String) -> Void, _ body: () throws(Failure) -> Void) throws(Failure) {
        try isDrawn.withLock { isDrawn throws(Failure) in
            if isDrawn { write(Self.erasing) }
            isDrawn = false
            try body()
        }
    }

    /// Erases what is drawn, and draws nothing until the terminal is taken back.
    func lend(with write: (String) -> Void) { printing(with: write) { isLent.store(true, ordering: .relaxed) } }

    func takeBack() { isLent.store(false, ordering: .relaxed) }

    /// For a process about to end, that must not wait for whoever writes at the moment.
    func eraseUnlessBusy(with write: (String) -> Void) {
        _ = isDrawn.withLockIfAvailable { isDrawn in
            if isDrawn { write(Self.erasing) }
            isDrawn = false
        }
    }
}
