import Formats
import Testing

@testable import Monitoring

/// Forecasts of finishing dates, held against histories whose end is known.
@Suite struct ForecastTests {
    /// The same numbers every time.
    private struct Dice {
        var seed: UInt64

        mutating func next() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 33) / Double(1 << 31)
        }
    }

    /// Projects with an S-shaped plan, each at its own pace, some of which stand still for a while.
    private func histories(_ count: Int, seed: UInt64) -> [ProgressHistory] {
        var dice = Dice(seed: seed)
        return (0..<count).map { number in
            let length = 8 + Int(dice.next() * 24)
            let planned = (1...length).map { month -> Double in
                let share = Double(month) / Double(length)
                return 100 * share * share * (3 - 2 * share)
            }
            let pace = 0.6 + dice.next() * 0.5
            var (time, actual, still): (Double, [Double], Int) = (0, [], 0)
            while (actual.last ?? 0) < 100, actual.count < 150 {
                if still == 0, dice.next() < 0.03 { still = 3 }
                time += still > 0 ? 0.05 : pace * (0.7 + dice.next() * 0.6)
                still = max(0, still - 1)
                let share = min(1, time / Double(length))
                actual.append(100 * share * share * (3 - 2 * share))
            }
            return ProgressHistory(project: "p\(number)", planned: planned, actual: actual)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theIntervalHoldsAndTheErrorIsSmallerThanTheStraightLines(_ seed: UInt64) throws {
        let outcome = try ForecastTrial(histories(80, seed: seed)).run()
        #expect(outcome.projects >= 75 && outcome.forecasts > 800)
        #expect((70...90).contains(outcome.coverage))
        #expect(outcome.gain >= 10)
    }

    @Test func theFinishIsReadBetweenMonths() {
        #expect(ProgressHistory(project: "a", planned: [50, 100], actual: [40, 80]).finish == nil)
        let done = ProgressHistory(project: "a", planned: [50, 100], actual: [40, 80, 120])
        #expect(abs((done.finish ?? 0) - 2.49875) < 0.0001, "19.95 of the 40 that the third month brought")
        #expect(done.plannedMonth(of: 75) == 1.5 && done.plannedMonth(of: 25) == 0.5)
    }

    /// Half done where the plan wanted a quarter of its time: what is left, three months, at that pace.
    @Test func theEarnedScheduleGivesWhatIsLeft() throws {
        let history = ProgressHistory(project: "a", planned: [25, 50, 75, 100], actual: [10, 25])
        #expect(FinishEstimate.straight.remaining(history, after: 2) == 6)
        let left = try #require(FinishEstimate.earned.remaining(history, after: 2))
        #expect(abs(left - 2.998 * 2) < 0.001)
        #expect(FinishEstimate.earned.remaining(history, after: 3) == nil, "nothing is known of it")
    }

    @Test func aFileIsReadOrRefused() throws {
        let text = "project,month,planned,actual\na,2026-01,50,20\na,2026-02,100,60\na,2026-03,100,\nb,1,100,100\n"
        let trial = try ForecastTrial(csv: Array(text.utf8))
        #expect(
            trial.histories == [
                ProgressHistory(project: "a", planned: [50, 100, 100], actual: [20, 60]),
                ProgressHistory(project: "b", planned: [100], actual: [100]),
            ])
        #expect(throws: ForecastTrial.Fault.noSuchColumn("actual")) { try ForecastTrial(csv: Array("project,month,planned\n".utf8)) }
        #expect(throws: ForecastTrial.Fault.notANumber(line: 2, column: "planned")) {
            try ForecastTrial(csv: Array("project,month,planned,actual\na,1,x,1\n".utf8))
        }
        #expect(throws: ForecastTrial.Fault.gap(project: "a", line: 3)) {
            try ForecastTrial(csv: Array("project,month,planned,actual\na,1,1,1\na,3,2,2\n".utf8))
        }
        #expect(throws: ForecastTrial.Fault.nothingFinished) { try trial.run() }
    }
}
