using System.Net;

namespace Supervision.Demo.Assessment;

/// <summary>What supervisors and the public think of the unit, and what a single supervisor thinks of the topic (R40).</summary>
internal sealed partial class AssessmentJourney
{
    const string Surveys = $"{Path}/surveys";

    /// <summary>Minimum number of answers for any result to be shown.</summary>
    const int Floor = 5;

    readonly List<string> _surveys = [];

    async Task SurveyAsync()
    {
        var (ofUnit, ofTopic) = ("", "");
        await script.StepAsync($"{_cast.Office.Name} asks supervisors and the public about the unit, and supervisors alone about the topic", async () =>
        {
            ofUnit = await AnnounceAsync("both", _cast.Unit, null);
            ofTopic = await AnnounceAsync("supervisors", null, Topic.Id);
            await ToldAsync(_cast.Supervisor, $"/surveys/{ofTopic}", "survey.announced");
            await ToldAsync(_cast.Supervisor, $"/surveys/{ofUnit}", "survey.announced");
        });
        await script.StepAsync($"{_cast.Supervisor.Name} answers both, each once", async () =>
        {
            foreach (var survey in (string[])[ofUnit, ofTopic]) await _cast.Supervisor.PostAsync($"{Surveys}/{survey}/answers", new { opinions = (string[])["satisfied", "fair"] });
            await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{Surveys}/{ofUnit}", HttpStatusCode.NotFound);
            return await _cast.Supervisor.RefusedAsync(
                HttpMethod.Post, $"{Surveys}/{ofUnit}/answers", HttpStatusCode.Conflict, new { opinions = (string[])["dissatisfied", "dissatisfied"] });
        });
        await script.StepAsync("five of the public answer with one-time codes, none of which works twice", async () =>
        {
            var codes = (await _cast.Office.PostAsync($"{Surveys}/{ofUnit}/codes", new { count = Floor }))["codes"]!.AsArray().Select(code => (string)code!).ToList();
            var survey = $"{Path}/public/{district}/surveys/{ofUnit}";
            Script.Check((string?)(await _cast.Public.GetAsync(survey))["unitName"] == AssessmentMatters.UnitName, "the public does not see what it is about");
            foreach (var code in codes) await _cast.Public.PostAsync($"{survey}/answers", new { code, opinions = (string[])["verySatisfied", "satisfied"] });
            var again = await _cast.Public.RefusedAsync(
                HttpMethod.Post, $"{survey}/answers", HttpStatusCode.Conflict, new { code = codes[0], opinions = (string[])["dissatisfied", "dissatisfied"] });
            return $"{codes.Count} answers, then {again}";
        });
        await script.StepAsync("results appear after the closing: for six together, for neither group alone, and none for the single answer on the topic", async () =>
        {
            await _cast.Office.RefusedAsync(HttpMethod.Get, $"{Surveys}/{ofUnit}/results", HttpStatusCode.Conflict);
            foreach (var survey in (string[])[ofUnit, ofTopic]) await _cast.Office.PostAsync($"{Surveys}/{survey}/end");
            var results = await _cast.Contact.GetAsync($"{Surveys}/{ofUnit}/results");
            var first = results["questions"]![0]!;
            Script.Check((int)results["answers"]! == Floor + 1 && (int)first["opinions"]! == Floor + 1, results.ToJsonString());
            Script.Check(All(results["breakdown"]!).All(cell => (int)cell["answers"]! >= Floor && cell["names"]!.AsArray().Count > 1), results.ToJsonString());
            var satisfied = first["satisfied"]!;
            Script.Check((double)satisfied["low"]! < 1 && (double)satisfied["high"]! >= (double)satisfied["value"]!, results.ToJsonString());
            var nothing = await _cast.Chair.GetAsync($"{Surveys}/{ofTopic}/results");
            Script.Check(nothing["answers"] is null && nothing["questions"]!.AsArray().Count == 0, nothing.ToJsonString());
            await _cast.OtherContact.RefusedAsync(HttpMethod.Get, $"{Surveys}/{ofUnit}/results", HttpStatusCode.NotFound);
            return $"{(double)satisfied["value"]!:P0} satisfied ({(double)satisfied["low"]!:P0}–{(double)satisfied["high"]!:P0})";
        });
    }

    async Task<string> AnnounceAsync(string audience, string? unit, Guid? topicId)
    {
        var draft = await _cast.Office.PostAsync(Surveys, new
        {
            heading = Marked("行风评议"),
            introduction = "请如实作答，结果不记名。",
            audience,
            questions = AssessmentMatters.Questions,
            opens = DateTimeOffset.UtcNow.AddMinutes(-1),
            closes = DateTimeOffset.UtcNow.AddDays(10),
            unit,
            unitName = unit is null ? null : AssessmentMatters.UnitName,
            topicId,
        });
        var survey = await _cast.Office.PostAsync($"{Surveys}/{Id(draft)}/announce");
        Script.Check((bool)survey["open"]!, survey.ToJsonString());
        _surveys.Add(Id(survey));
        return Id(survey);
    }
}
