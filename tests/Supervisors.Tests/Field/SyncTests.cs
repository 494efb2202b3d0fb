using System.Net;
using System.Text.Json;
using Supervision.Supervisors.Tests.Support;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>Field reports from devices that were offline (R18): any order, twice, in parts; each counts once.</summary>
public sealed class SyncTests(SupervisorsPlatform platform)
{
    const int Interleavings = 30;

    readonly Fieldwork _field = new(platform);

    [Fact]
    public async Task Whatever_the_order_of_uploads_the_database_ends_in_the_same_state()
    {
        string? expected = null;
        for (var seed = 0; seed < Interleavings; seed++)
        {
            var visit = await _field.PlannedAsync(seed % 2 == 0 ? "open" : "unannounced");
            var parts = Parts(seed);
            foreach (var part in parts)
            {
                var answer = part switch
                {
                    byte[] bytes => await _field.BringAsync(visit, _field.Supervisor, bytes),
                    object[] entries => await _field.SyncAsync(visit, _field.Supervisor, entries),
                    _ => throw new InvalidOperationException(),
                };
                answer.Ok();
            }

            var state = await StateAsync(visit);
            expected ??= state;
            Assert.True(state == expected, $"Seed {seed}:\n{expected}\n{state}");
        }

        Assert.Contains("Reported", expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_under_the_same_id_is_a_conflict_and_nothing_of_the_call_is_taken()
    {
        var visit = await _field.StartedAsync();
        var (id, other, at) = (Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        (await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.FindingEntry(id, at))).Ok();
        var answer = await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.FindingEntry(other, at), Fieldwork.FindingEntry(id, at, "示例·监督另一发现"));
        answer.Refused(HttpStatusCode.Conflict, "entry.conflict");
        Assert.Equal(id, answer.Json.GetProperty("entries")[0].GetGuid());
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from findings where visit_id = $1", visit));
        (await _field.SyncAsync(visit, _field.Handler, Fieldwork.FindingEntry(id, at))).Refused(HttpStatusCode.Conflict, "entry.conflict");
    }

    [Fact]
    public async Task The_same_upload_at_the_same_instant_takes_effect_once()
    {
        var visit = await _field.PlannedAsync("unannounced");
        var at = DateTimeOffset.UtcNow;
        object[] entries = [new { id = Guid.CreateVersion7(), recordedAt = at, start = new { } }, Fieldwork.FindingEntry(Guid.CreateVersion7(), at)];
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _field.SyncAsync(visit, _field.Supervisor, entries)));
        Assert.All(answers, answer => answer.Ok());
        Assert.Equal(1, answers.Count(answer => answer.Json.GetProperty("entries")[0].GetProperty("outcome").GetString() == "taken"));
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from findings where visit_id = $1", visit));
    }

    [Fact]
    public async Task The_difference_of_clocks_is_shown()
    {
        var visit = await _field.PlannedAsync();
        var device = DateTimeOffset.UtcNow.AddMinutes(-90);
        var body = new { deviceTime = device, entries = new[] { new { id = Guid.CreateVersion7(), recordedAt = device.AddMinutes(-5), start = new { } } } };
        var answer = (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}/sync", body)).Ok();
        Assert.InRange(answer.Json.GetProperty("clockDifference").GetInt32(), 5395, 5460);
        var view = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}")).Ok().Json;
        Assert.InRange(view.GetProperty("startClockDifference").GetInt32(), 5395, 5460);
        Assert.True((view.GetProperty("visit").GetProperty("startedAt").GetDateTimeOffset() - device.AddMinutes(-5)).Duration() < TimeSpan.FromMilliseconds(1));
        var late = new { deviceTime = device, entries = new[] { Fieldwork.FindingEntry(Guid.CreateVersion7(), DateTimeOffset.UtcNow) } };
        (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}/sync", late)).Refused(HttpStatusCode.UnprocessableEntity, "entry.recorded_later");
    }

    [Fact]
    public async Task Bytes_come_before_or_after_their_entry_and_only_under_their_own_hash()
    {
        var (visit, bytes, at) = (await _field.StartedAsync(), Fieldwork.Jpeg(300_000), DateTimeOffset.UtcNow);
        var hash = Fieldwork.HashOf(bytes);
        (await _field.BringAsync(visit, _field.Supervisor, bytes, new string('0', 64))).Refused(HttpStatusCode.UnprocessableEntity, "file.hash");
        var told = (await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.PhotoEntry(Guid.CreateVersion7(), at, hash, null))).Ok();
        Assert.Equal(hash, told.Json.GetProperty("missingFiles")[0].GetString());
        Assert.Equal(HttpStatusCode.Created, (await _field.BringAsync(visit, _field.Supervisor, bytes)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _field.BringAsync(visit, _field.Handler, bytes)).Status);
        var view = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}")).Ok().Json;
        Assert.Equal(0, view.GetProperty("missingFiles").GetArrayLength());
        Assert.True(view.GetProperty("photos")[0].GetProperty("received").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}/files/{hash}")).Status);
    }

    [Fact]
    public async Task Work_outside_the_mandate_is_refused()
    {
        var visit = await _field.StartedAsync();
        var outside = new
        {
            id = Guid.CreateVersion7(),
            recordedAt = DateTimeOffset.UtcNow,
            finding = new { heading = "示例·监督越位", description = "越位", severity = "minor", units = new[] { "U99" } },
        };
        (await _field.SyncAsync(visit, _field.Supervisor, outside)).Refused(HttpStatusCode.Conflict, "mandate.outside");
        var squad = await _field.SquadAsync();
        var plan = JsonSerializer.SerializeToNode(_field.Plan(squad))!;
        plan["units"]!.AsArray().Add("U99");
        (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/visits", plan.ToJsonString())).Refused(HttpStatusCode.Conflict, "mandate.outside");
    }

    [Fact]
    public async Task A_visit_closes_once_findings_are_disposed_of_and_all_evidence_is_there()
    {
        var (visit, finding, bytes, at) = (await _field.StartedAsync(), Guid.CreateVersion7(), Fieldwork.Jpeg(), DateTimeOffset.UtcNow);
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}/close")).Refused(HttpStatusCode.Conflict, "visit.not_reported");
        (await _field.SyncAsync(
            visit, _field.Supervisor, Fieldwork.FindingEntry(finding, at), Fieldwork.PhotoEntry(Guid.CreateVersion7(), at, Fieldwork.HashOf(bytes), finding),
            new { id = Guid.CreateVersion7(), recordedAt = at, report = new { narrative = "示例·监督报告" } })).Ok();
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}/close")).Refused(HttpStatusCode.Conflict, "visit.findings_open");
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/findings/{finding}/dispose", new { disposition = "noted" })).Ok();
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}/close")).Refused(HttpStatusCode.Conflict, "visit.evidence_missing");
        (await _field.BringAsync(visit, _field.Supervisor, bytes)).Ok();
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}/close")).Ok();
        (await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.FindingEntry(Guid.CreateVersion7(), at))).Refused(HttpStatusCode.Conflict, "visit.over");
        (await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.FindingEntry(finding, at))).Ok(); // sent again, it already exists
    }

    static readonly DateTimeOffset Morning = DateTimeOffset.UtcNow.AddHours(-3);
    static readonly byte[][] Photos = [Fieldwork.Jpeg(500), Fieldwork.Jpeg(700), Fieldwork.Jpeg(900)];

    /// <summary>The same visit in parts; ids derive from the seed, since a finding's id is unique in the whole service.</summary>
    static List<object> Parts(int seed)
    {
        var random = new Random(seed);
        Guid Id(byte number) => new([.. BitConverter.GetBytes(seed + 1), 1, 0, 0, 0x70, 0x80, 0, 0, 0, 0, 0, 0, number]);
        object[] entries =
        [
            new { id = Id(1), recordedAt = Morning, start = new { } },
            new { id = Id(2), recordedAt = Morning.AddMinutes(2), start = new { } },
            Fieldwork.FindingEntry(Id(3), Morning.AddMinutes(10)),
            Fieldwork.FindingEntry(Id(4), Morning.AddMinutes(20), "示例·监督另一发现"),
            Fieldwork.PhotoEntry(Id(5), Morning.AddMinutes(11), Fieldwork.HashOf(Photos[0]), Id(3)),
            Fieldwork.PhotoEntry(Id(6), Morning.AddMinutes(12), Fieldwork.HashOf(Photos[1]), Id(3)),
            Fieldwork.PhotoEntry(Id(7), Morning.AddMinutes(21), Fieldwork.HashOf(Photos[2]), null),
            new { id = Id(8), recordedAt = Morning.AddMinutes(40), report = new { narrative = "示例·监督报告" } },
        ];
        List<object> parts = [.. Photos, .. Photos.Where(_ => random.Next(2) == 0)];
        var shuffled = entries.Concat(entries.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        for (var at = 0; at < shuffled.Length;)
        {
            object[] part = [.. shuffled.Skip(at).Take(random.Next(1, 4))];
            parts.Add(part);
            at += part.Length;
        }

        var order = parts.ToArray();
        random.Shuffle(order);
        return [.. order];
    }

    /// <summary>Database content of a visit, without what identifies the visit, its ids and arrival times.</summary>
    async Task<string> StateAsync(Guid visit) => (await platform.ScalarAsync<string>(
        """
        select concat_ws(E'\n', v.status, v.sealed, v.started_at, v.reported_at,
            (select string_agg(concat_ws('|', f.heading, f.found_at, f.severity, f.units), E'\n' order by f.found_at) from findings f where f.visit_id = v.id),
            (select string_agg(concat_ws('|', e.kind, e.recorded_at, e.sha256, right(e.finding_id::text, 2)), E'\n' order by e.recorded_at) from field_entries e where e.visit_id = v.id),
            (select string_agg(concat_ws('|', x.sha256, x.size, x.media_type), E'\n' order by x.sha256) from field_files x where x.visit_id = v.id))
        from visits v where v.id = $1
        """, visit))!;
}
