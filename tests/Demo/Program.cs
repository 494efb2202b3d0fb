using Supervision.Demo;
using Supervision.Testing;

// The main jobs through the gateway, a clue's path and the whole loop of a district's year, from 征题 to 结题, with real sign-ins: dotnet
// Supervision.Demo.dll --address http://localhost:8080 --accounts .data/accounts.json
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
    using var people = new People(gateway, samples, new Traffic());
    await new Loop(people, SampleAccounts.Dongtou, script).RunAsync();
    Console.WriteLine("\ndemo: passed");
    return 0;
}
catch (Exception problem) when (problem is StepFailed or IOException or InvalidOperationException or System.Text.Json.JsonException)
{
    Console.WriteLine($"\ndemo: failed at {problem.Message}");
    return 1;
}
