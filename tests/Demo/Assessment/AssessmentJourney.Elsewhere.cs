using System.Net;

namespace Supervision.Demo.Assessment;

internal sealed partial class AssessmentJourney
{
    /// <summary>People who read everything in this district look for traces of another district's year-end.</summary>
    public async Task FindsNothingOfAsync(AssessmentJourney other)
    {
        foreach (var reader in (Person[])[_cast.Chair, _cast.Liaison, _cast.Contact])
        {
            foreach (var path in (string[])["", "/deadlines", "/document"]) await reader.RefusedAsync(HttpMethod.Get, other.Form + path, HttpStatusCode.NotFound);
            foreach (var path in other._cards.Select(card => $"{Cards}/{card}")) await reader.RefusedAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
            foreach (var survey in other._surveys) await reader.RefusedAsync(HttpMethod.Get, $"{Surveys}/{survey}/results", HttpStatusCode.NotFound);
        }

        for (var number = 1; number <= other._items.Count; number++)
        {
            await _cast.Leader.RefusedAsync(HttpMethod.Get, $"{other.Item(number)}/look-backs", HttpStatusCode.NotFound);
            await _cast.Liaison.RefusedAsync(HttpMethod.Post, $"{other.Item(number)}/judge", HttpStatusCode.NotFound, new { round = 1, accept = true });
            await _cast.Contact.RefusedAsync(HttpMethod.Put, $"{other.Item(number)}/reply", HttpStatusCode.NotFound, Answer(AssessmentMatters.Answers[0]));
        }

        await _cast.Chair.RefusedAsync(HttpMethod.Get, $"{other.Form}/versions", HttpStatusCode.NotFound);
        foreach (var topic in other._topics) await _cast.Chair.RefusedAsync(HttpMethod.Get, Assessment(topic), HttpStatusCode.NotFound);
        foreach (var card in other._cards)
        {
            await _cast.Reviewer.RefusedAsync(HttpMethod.Get, $"{Cards}/{card}/verification", HttpStatusCode.NotFound);
            await _cast.Leader.RefusedAsync(HttpMethod.Post, $"{Cards}/{card}/concur", HttpStatusCode.NotFound, new { contentHash = new string('0', 64) });
        }

        foreach (var list in (string[])["forms", "items", "sources", "surveys"])
        {
            var found = await _cast.Office.GetAsync($"{Path}/{list}?search={other._mark}");
            Script.Check(!Items(found).Any(), $"{list}: {found.ToJsonString()}");
        }

        foreach (var sheet in (string[])["forms/export", "items/export", "scorecards/export", "conversion/years/export"]) await _cast.Office.DownloadAsync($"{Path}/{sheet}");
    }
}
