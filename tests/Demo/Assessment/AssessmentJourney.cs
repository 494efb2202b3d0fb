using System.Text.Json.Nodes;
using Supervision.Demo.Field;
using Supervision.Demo.Year;

namespace Supervision.Demo.Assessment;

/// <summary>
/// The final part of the loop (R34–R42): findings and advice on the year's topics go to the unit as a feedback form, are answered, judged, looked
/// back at and scored, and the topics close (结题). It can be repeated on the same data, where the unit's scorecards of the year are already final;
/// then it shows that they no longer change.
/// </summary>
internal sealed partial class AssessmentJourney(People people, string district, Script script)
{
    const string Path = "/api/assessment";
    const string Topics = "/api/topics";

    AssessmentCast _cast = null!;
    IReadOnlyList<YearTopic> _topics = [];
    string _mark = "";
    DateTimeOffset _began;
    JsonNode _before = null!;

    /// <summary>The topic with field work, which the form is about.</summary>
    YearTopic Topic => _topics[0];

    /// <summary>The year in which forms are issued and scored, in the district's zone.</summary>
    static int Year => SupervisionDesk.Today.Year;

    /// <param name="topics">The year's topics, which are concluding.</param>
    /// <param name="year">The year they were selected for.</param>
    /// <param name="mark">Marker in every text of the run.</param>
    /// <param name="finding">The field finding that continues as a rectification.</param>
    public async Task RunAsync(IReadOnlyList<YearTopic> topics, int year, string mark, Guid finding)
    {
        (_topics, _mark, _began) = (topics, mark, DateTimeOffset.UtcNow.AddSeconds(-1));
        script.Chapter("整改反馈单 The feedback form: consulted on, agreed by both bodies, issued");
        await script.StepAsync("those who assess, and contacts of three units, are signed in", async () =>
        {
            _cast = await AssessmentCast.SignInAsync(people, district);
            _before = await ConversionAsync();
            return "12 people of 4 bodies";
        });
        await DraftAsync(finding);
        await AgreeAsync();
        await IssueAsync();
        script.Chapter("单位签收、逐项反馈 The unit acknowledges and answers, item by item");
        await AcknowledgeAsync();
        await ExtendAsync();
        await AnswerAsync();
        script.Chapter("双方评判、退回、销号 Both bodies judge");
        await JudgeAsync();
        await LookBackAsync(finding);
        script.Chapter("行风评议 A survey with a floor of five");
        await SurveyAsync();
        script.Chapter("年度考核评分 Scorecards in two regimes");
        await ScoreAsync();
        script.Chapter("考核评价结题 The topics close");
        await CloseAsync(year);
        await CountAsync();
        await TellAsync();
    }

    string Marked(string text) => $"{text}（{_mark}）";

    static string Id(JsonNode record) => (string)record["id"]!;

    static string Stands(JsonNode record, string status)
    {
        Script.Check((string?)record["status"] == status, $"expected {status}: {record.ToJsonString()}");
        return status;
    }

    static IEnumerable<JsonNode> Items(JsonNode page) => page["items"]!.AsArray().Select(item => item!);

    static IEnumerable<JsonNode> All(JsonNode array) => array.AsArray().Select(item => item!);
}
