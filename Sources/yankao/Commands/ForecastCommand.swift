import ArgumentParser
import Formats
import Monitoring

struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "用已完工計畫的歷史回測完工日預測。 Back-test forecasts of finishing dates on histories whose end is known.",
        discussion: """
            CSV 的標題列是 project,month,planned,actual：每月一列，累計百分比；month 是 2026-01 或整數；還沒填報的 actual 留白。每個計畫只用其他計畫學到的預測自己。
            A CSV with the header project,month,planned,actual: a row for each month, cumulative percents; months are 2026-01 or whole numbers; actual is empty
            where nothing was reported. Each project is forecast by what the others taught.
            """)

    @Argument(help: "歷史的 CSV；- 是標準輸入。 Histories as CSV; - is standard input.")
    var file: String

    @Flag(help: "以 JSON 印出。 Print JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let outcome: ForecastTrial.Outcome
            do {
                outcome = try ForecastTrial(csv: Console.read(file, upTo: 256 << 20)).run()
            } catch let fault as ForecastTrial.Fault {
                throw Failure("\(file): \(fault.message)", .data)
            } catch is CSVError {
                throw Failure("\(file): 這不是 CSV。 This is no CSV.", .data)
            }
            Console.write(Array((json ? outcome.json : outcome.text).utf8) + [10])
        }
    }
}

extension ForecastTrial.Fault {
    fileprivate var message: String {
        switch self {
        case .noSuchColumn(let name): "沒有 \(name) 這一欄。 There is no column \(name)."
        case .notANumber(let line, let column): "第 \(line) 行的 \(column) 讀不懂。 Line \(line): \(column) cannot be read."
        case .gap(let project, let line): "第 \(line) 行：\(project) 的月份沒有接著前一個月。 Line \(line): the months of \(project) do not follow each other."
        case .nothingFinished: "沒有已完工的計畫可以回測。 No finished project to learn from."
        }
    }
}

extension ForecastTrial.Outcome {
    private static func told(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    fileprivate var text: String {
        """
        計畫 projects: \(projects)
        預測 forecasts: \(forecasts)
        方法 method: \(method)
        平均絕對誤差（月） mean absolute error (months): \(Self.told(meanError))
        直線外推的誤差（月） straight line's (months): \(Self.told(naiveError))
        誤差減少 smaller by: \(Self.told(gain))%
        80% 區間涵蓋率 coverage of the 80% interval: \(Self.told(coverage))%
        區間平均寬度（月） mean width (months): \(Self.told(meanWidth))
        """
    }

    fileprivate var json: String {
        let value: JSON = [
            "projects": .int(Int64(projects)), "forecasts": .int(Int64(forecasts)), "method": .string(method), "meanError": .double(meanError),
            "naiveError": .double(naiveError), "errorReductionPercent": .double(gain), "coveragePercent": .double(coverage),
            "meanWidth": .double(meanWidth),
        ]
        return String(decoding: value.prettyUTF8(), as: UTF8.self)
    }
}
