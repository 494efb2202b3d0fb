using System.Text.Json.Nodes;

namespace Supervision.Demo.Field;

/// <summary>The office's preparations for a topic's team (R14, R15): a supervisor in office, the team formed.</summary>
internal static class SupervisionDesk
{
    public const string Path = "/api/supervisors";

    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The current day in the district's zone.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone).DateTime);

    /// <summary>A term that begins today, so that the account keeps its role.</summary>
    public static object Term => new { from = Today, until = Today.AddYears(3), decision = "主席会议遴选决定" };

    /// <param name="name">Null for the name of the account.</param>
    public static object Nomination(Guid? account, string? name) =>
        new { userId = account, name, sector = "economy", contact = (string?)null, proposedBy = "示例推荐单位", criteria = "熟悉业务、公道正派" };

    /// <summary>The roster's entry of an account, as its holder sees it; null if there is none.</summary>
    public static async Task<JsonNode?> OwnEntryAsync(Person supervisor) =>
        (await supervisor.GetAsync($"{Path}/roster"))["items"]!.AsArray().SingleOrDefault();

    /// <summary>Nominates and appoints the person unless already in office.</summary>
    /// <returns>Id of the roster's entry.</returns>
    public static async Task<string> InOfficeAsync(Person office, Person supervisor)
    {
        var entry = await OwnEntryAsync(supervisor) ?? await office.PostAsync($"{Path}/roster", Nomination(supervisor.Id, null));
        var id = (string)entry["id"]!;
        if ((string?)entry["status"] != "appointed") await office.PostAsync($"{Path}/roster/{id}/appoint", Term);
        return id;
    }

    /// <summary>Forms the team of a topic, as soon as the service knows the topic's stage.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> FormTeamAsync(Person office, Guid topic, object team)
    {
        var formed = await Script.UntilAsync(
            () => office.TryPostAsync($"{Path}/teams", new { topicId = topic, team }, "not_found", "team.topic_not_under_way"), "the topic at the service of teams");
        return (string)formed["id"]!;
    }
}
