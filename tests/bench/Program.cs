using System.Globalization;
using Supervision.Bench;
using Supervision.Testing;

const string Usage = """
    usage: Bench messaging [ROUNDS] [BACKLOG] | chaos [EVENTS] | gateway [ROUNDS] [SECONDS] | topics [ROUNDS] [REQUESTS] | supervisors [ROUNDS] [REQUESTS]
        | notifications [ROUNDS] | assessment [ROUNDS] | scorecards [ROUNDS]
        | lists [all|clues|topics|supervisors|assessment|notifications] [ROUNDS] [REQUESTS] [ROWS]
    Ends with 0 if each figure met its bar, with 1 if one missed it.
    """;
if (args is [MessagingEnd.Publisher or MessagingEnd.Consumer])
{
    await MessagingEnd.RunAsync(args[0]);
    return 0;
}

var isList = args is ["lists", ..];
var numbers = args.Skip(isList ? 2 : 1).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
var figures = new Figures();
try
{
    switch (args.FirstOrDefault())
    {
        case "messaging":
            await using (var servers = await TestHost.StartServersAsync(durable: true))
                await MessagingBench.RunAsync(figures, servers, Number(0, 5), Number(1, 100_000));
            break;
        case "chaos":
            await using (var servers = await TestHost.StartServersAsync(durable: true))
                await ChaosBench.RunAsync(figures, servers, Number(0, 100_000));
            break;
        case "gateway":
            await GatewayBench.RunAsync(figures, Number(0, 5), Number(1, 4));
            break;
        case "notifications":
            await NotificationsBench.RunAsync(figures, Number(0, 3));
            break;
        case "assessment":
            await AssessmentBench.RunAsync(figures, Number(0, 3));
            break;
        case "topics":
            await TopicsBench.RunAsync(figures, Number(0, 5), Number(1, 300));
            await YearBench.RunAsync(figures, Number(0, 5));
            break;
        case "supervisors":
            await RosterBench.RunAsync(figures, Number(0, 5), Number(1, 300));
            await FieldBench.RunAsync(figures, Number(0, 5));
            break;
        case "scorecards":
            await ScorecardBench.RunAsync(figures, Number(0, 5));
            break;
        case "lists":
            await ListsBench.RunAsync(figures, args.ElementAtOrDefault(1) ?? "all", Number(0, 3), Number(1, 300), Number(2, 1_000_000));
            break;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}
finally
{
    figures.Print();
}

if (figures.Missed is not { Count: > 0 } missed) return 0;
await Console.Error.WriteLineAsync($"{missed.Count} of the figures MISSED their bars.");
return 1;

int Number(int at, int otherwise) => numbers.ElementAtOrDefault(at) is > 0 and var number ? number : otherwise;
