import Foundation
import Testing

@testable import seedd

struct LiveScreenTests {
    private func visible(_ body: (LiveScreen, (String) -> Void) -> Void) -> String {
        var output = "before\r\n"
        body(LiveScreen()) { output += $0 }
        return VisibleText(output).text
    }

    @Test func linesAreDrawnOverThoseBefore() {
        let text = visible { screen, write in
            screen.draw(with: write) { ["one long line", "two", "three"] }
            screen.draw(with: write) { ["ONE", "TWO"] }
        }
        #expect(text == "before\nONE\nTWO")
    }

    @Test func whatIsPrintedTakesTheirPlace() {
        let text = visible { screen, write in
            screen.draw(with: write) { ["one", "two"] }
            screen.printing(with: write) { write("result\r\n") }
            screen.draw(with: write) { ["three"] }
        }
        #expect(text == "before\nresult\nthree")
    }

    @Test func nothingIsErasedThatWasNotDrawn() {
        let text = visible { screen, write in
            write("a question: ")
            screen.erase(with: write)
            screen.draw(with: write) { [] }
            screen.eraseUnlessBusy(with: write)
        }
        #expect(text == "before\na question: ")
    }

    @Test func anEndInAHurryErasesToo() {
        let text = visible { screen, write in
            screen.draw(with: write) { ["one"] }
            screen.eraseUnlessBusy(with: write)
        }
        #expect(text == "before\n")
    }

    @Test func anEndInAHurryWaitsForNobody() {
        let text = visible { screen, write in
            screen.draw(with: write) { ["one"] }
            screen.printing(with: write) {
                let hasEnded = DispatchSemaphore(value: 0)
                Thread.detachNewThread {
                    screen.eraseUnlessBusy { _ in Issue.record("somebody else prints") }
                    hasEnded.signal()
                }
                #expect(hasEnded.wait(timeout: .now() + 30) == .success)
            }
        }
        #expect(text == "before\n")
    }
}
