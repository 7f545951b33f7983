import App
import ArgumentParser
import Foundation
import Kernel
import Storage

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "列出、執行、取消背景工作。 List, run and cancel jobs.", subcommands: [List.self, Run.self, Cancel.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出工作的種類與最近的工作。 List kinds and recent jobs.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let city = installation.city
                    Console.table([["種類", "定時", "內容"]] + city.jobs.map { [$0.id, $0.schedule?.text ?? "", $0.title.key] })
                    let jobs = try await city.store.read { try JobQueries.list(before: nil, limit: 20, $0) }
                    guard !jobs.isEmpty else { return }
                    print()
                    Console.table(
                        [["代號", "種類", "狀態", "進度", "結果"]]
                            + jobs.map { job in
                                let progress = job.done.flatMap { done in job.total.map { "\(done)/\($0)" } } ?? ""
                                return [job.id, job.kind, job.state.rawValue, progress, job.note ?? ""]
                            })
                }
            }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "現在就做一種工作，並等它做完。 Run a job now and wait for it.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "種類，例如 ledger.verify。 Kind.")
        var kind: String

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let city = installation.city
                    guard city.jobs.contains(where: { $0.id == kind }) else { throw Failure("沒有「\(kind)」這種工作。 No such kind.", .data) }
                    let (wanted, now) = (kind, city.clock.now())
                    let id = try await city.store.write(as: .operatorAtConsole, "kernel.startJob") { db, changes in
                        guard let id = try JobQueries.enqueue(wanted, key: "scheduled", at: now, db) else { return String?.none }
                        changes.append(Change(Reference("kernel/job", id), [("kind", wanted)]))
                        return id
                    }
                    guard let id else { throw Failure("同樣的工作已經在排隊或進行中。 It is queued or running already.", .data) }
                    try await wait(for: id, city)
                }
            }
        }

        /// Helps until it is done, here or on another node.
        private func wait(for id: String, _ city: City) async throws {
            let shows = isatty(STDERR_FILENO) == 1
            let runner = JobRunner(city: city, node: "console-\(ProcessInfo.processInfo.processIdentifier)") { done, total in
                if shows { FileHandle.standardError.write(Data("\r\(done)／\(total)".utf8)) }
            }
            while true {
                let ran = try await runner.step()
                guard let job = try await city.store.read({ try JobQueries.find(id, $0) }) else { return }
                if job.finishedAt != nil {
                    if shows { Console.error("") }
                    print("\(job.state.title.key)：\(job.note ?? "")")
                    guard job.state == .done else { throw ExitCode(Failure.Status.data.rawValue) }
                    return
                }
                if !ran { try await Task.sleep(for: .milliseconds(300)) }
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "取消一件工作。 Cancel a job.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "代號。 The job's key.")
        var job: String

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let city = installation.city
                    let (id, now) = (job, city.clock.now())
                    let isOpen = try await city.store.write(as: .operatorAtConsole, "kernel.cancelJob") { db, changes in
                        guard try JobQueries.cancel(id, at: now, db) else { return false }
                        changes.append(Change(Reference("kernel/job", id)))
                        return true
                    }
                    guard isOpen else { throw Failure("沒有「\(job)」，或已經結束。 No such job, or it has ended.", .data) }
                    print("已取消。 Cancelled.")
                }
            }
        }
    }
}
