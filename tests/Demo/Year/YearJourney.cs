using System.Globalization;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Year;

/// <summary>
/// The year of a district (R1–R13): thirty proposals, twelve joint meetings, six topics from 征题 up to 结题. A real year would take too long, so this
/// enters the past year's meetings from paper; it can be repeated on the same data, where the year's places are taken: then the plan is amended, and
/// anything still over the target has a recorded reason.
/// </summary>
internal sealed partial class YearJourney(People people, string district, Script script)
{
    const string Topics = "/api/topics";
    const int Target = 6;

    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    readonly List<YearTopic> _topics = [];
    readonly List<string> _teams = [];
    Cast _cast = null!;

    /// <summary>Marker in every text of this run, and in no other run's.</summary>
    public string Mark { get; } = $"{district[^2..]}{Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()[..3])}";

    /// <summary>The topics of this run, as chosen.</summary>
    public IReadOnlyList<YearTopic> Chosen => _topics;

    /// <summary>Ids of the teams formed for the topics, in their order.</summary>
    public IReadOnlyList<string> Teams => _teams;

    /// <summary>The past year, in the district's zone.</summary>
    public int Year { get; } = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone).Year - 1;

    static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone).DateTime);

    public async Task RunAsync()
    {
        script.Chapter($"年度计划 The plan of {Year} of district {district}");
        await SignInAsync();
        await RunYearAsync();
    }

    public async Task SignInAsync() => await script.StepAsync("those who run the year sign in at the central page", async () =>
    {
        _cast = await Cast.SignInAsync(people, district);
        return "12 people of 4 bodies";
    });

    public async Task RunYearAsync()
    {
        await PlanAsync();
        script.Chapter("联合调研征题 Thirty proposals from six sources");
        await ProposeAsync();
        await SiftAsync();
        script.Chapter("集中会商选题 Joint meetings and the double key");
        await SelectAsync();
        script.Chapter("协商建言破题 Plans, teams, duty lists, consultations");
        foreach (var topic in _topics) await DeliberateAsync(topic);
        await MeetAsync(5, 6, 7, 8);
        script.Chapter("协同监督解题 Duties, activities, advice");
        await WorkWithThePublicAsync();
        foreach (var topic in _topics) await SuperviseAsync(topic);
        await FollowAsync();
        await MeetAsync(9, 10, 11, 12);
        script.Chapter("考核评价结题 To the door of the end");
        foreach (var topic in _topics) await ConcludeAsync(topic);
        await LookBackAsync();
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    static string Id(JsonNode record) => (string)record["id"]!;

    static async Task<string> StandsAsync(Task<JsonNode> command, string status)
    {
        var standing = await command;
        Script.Check((string?)standing["status"] == status, $"expected {status}: {standing.ToJsonString()}");
        return standing["reference"] is { } reference ? $"{reference} {status}" : status;
    }

    static void Missing(IReadOnlyList<string> missing, params string[] expected) =>
        Script.Check(missing.SequenceEqual(expected), $"missing is {string.Join(", ", missing)}, not {string.Join(", ", expected)}");
}

/// <summary>One of the year's topics.</summary>
/// <param name="Number">1 to 6, as chosen.</param>
internal sealed record YearTopic(int Number, Guid Id, string Reference, string Title)
{
    public string Path => $"/api/topics/{Id}";
}
