using System.Text.Json.Nodes;

namespace Supervision.Demo.Year;

/// <summary>Agendas of joint meetings, which take up waiting matters automatically (R3, R35).</summary>
internal static class JointAgenda
{
    public const string Meetings = "/api/topics/meetings";

    /// <summary>The agenda with these matters on it; removed from another upcoming meeting that took them up first.</summary>
    public static Task<JsonNode> WithAsync(Person office, string meeting, IReadOnlyList<string> subjects) => Script.UntilAsync(
        async () =>
        {
            bool Lacks(JsonNode agenda) => subjects.Any(subject => Entry(agenda, subject) is null);
            var agenda = await office.GetAsync($"{Meetings}/{meeting}/agenda");
            if (!Lacks(agenda)) return agenda;
            var ahead = await office.GetAsync($"{Meetings}?kind=joint&status=planned&status=called&limit=100");
            foreach (var other in ahead["items"]!.AsArray().Select(row => (string)row!["id"]!).Where(other => other != meeting)) await TakeOffAsync(office, other, subjects);
            agenda = await office.PostAsync($"{Meetings}/{meeting}/agenda/assemble");
            return Lacks(agenda) ? null : agenda;
        },
        "what waits on the agenda");

    /// <summary>The line of a matter; null if it is not on the agenda.</summary>
    public static JsonNode? Entry(JsonNode agenda, string subject) =>
        agenda["items"]!.AsArray().SingleOrDefault(item => (string?)item!["subjectId"] == subject);

    static async Task TakeOffAsync(Person office, string meeting, IReadOnlyList<string> subjects)
    {
        var items = (await office.GetAsync($"{Meetings}/{meeting}/agenda"))["items"]!.AsArray();
        var kept = items.Where(item => !subjects.Contains((string?)item!["subjectId"] ?? "")).ToList();
        if (kept.Count == items.Count) return;
        await office.ReplaceAsync(
            $"{Meetings}/{meeting}/agenda",
            new { items = kept.Select(item => new { id = (string)item!["id"]!, title = (string)item["title"]!, note = (string?)item["note"] }) });
    }
}
