using Supervision.Testing;
using System.Globalization;
using Supervision.Bench;

const string Usage = """
    usage: Bench messaging [ROUNDS] [BACKLOG] | chaos [EVENTS] | gateway [ROUNDS] [SECONDS] | topics [ROUNDS] [REQUESTS] | supervisors [ROUNDS] [REQUESTS]
        | notifications [ROUNDS] | assessment [ROUNDS] | scorecards [ROUNDS]
    """;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var backlog = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000;
switch (args.FirstOrDefault())
{
    case "messaging":
        await using (var servers = await TestHost.StartServersAsync(durable: true))
            await MessagingBench.RunAsync($"{servers.ConnectionString("postgres")};Database=postgres", servers.ConnectionString("rabbitmq"),
                servers.Address("rabbitmq", "management"), rounds, backlog);
        return 0;
    case "chaos":
        await using (var servers = await TestHost.StartServersAsync(durable: true))
            await ChaosBench.RunAsync(servers, args.Length > 1 ? rounds : 100_000);
        return 0;
    case "gateway":
        await GatewayBench.RunAsync(rounds, args.Length > 2 ? backlog : 4);
        return 0;
    case "notifications":
        await NotificationsBench.RunAsync(args.Length > 1 ? rounds : 3);
        return 0;
    case "assessment":
        await AssessmentBench.RunAsync(args.Length > 1 ? rounds : 3);
        return 0;
    case "topics":
        await TopicsBench.RunAsync(rounds, args.Length > 2 ? backlog : 300);
        await YearBench.RunAsync(rounds);
        return 0;
    case "supervisors":
        await RosterBench.RunAsync(rounds, args.Length > 2 ? backlog : 300);
        await FieldBench.RunAsync(rounds);
        return 0;
    case "scorecards":
        await ScorecardBench.RunAsync(rounds);
        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
