using Supervision.Demo;
using Supervision.Demo.Field;
using Supervision.Demo.Year;
using Supervision.Testing;

// The main jobs through the gateway, a clue's way, a district's year and its work in the field, with real sign-ins: dotnet Supervision.Demo.dll --address http://localhost:8080 --accounts .data/accounts.json
string? Given(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

if (Given("--address") is not { } address || Given("--accounts") is not { } accounts)
{
    Console.Error.WriteLine("usage: --address URL --accounts FILE");
    return 2;
}

Console.OutputEncoding = System.Text.Encoding.UTF8;
try
{
    var (gateway, samples, script) = (new Uri(address), SampleAccounts.Read(accounts), new Script(Console.Out));
    await using (var clue = new ClueJourney(gateway, samples, script)) await clue.RunAsync();
    using var field = new FieldJourney(gateway, samples, SampleAccounts.Dongtou, script);
    await field.AppointAsync();
    using var year = new YearJourney(gateway, samples, SampleAccounts.Dongtou, script, new Traffic());
    await year.RunAsync();
    await field.RunAsync(year.Teams);
    Console.WriteLine("\ndemo: passed");
    return 0;
}
catch (Exception problem) when (problem is StepFailed or IOException or InvalidOperationException or System.Text.Json.JsonException)
{
    Console.WriteLine($"\ndemo: failed at {problem.Message}");
    return 1;
}
