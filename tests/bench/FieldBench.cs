using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (e) Cost of field work: queued field reports with their photos against writing the same bytes durably to the same disk,
/// and the list of findings when there are 200 times as many.
/// </summary>
internal static class FieldBench
{
    const int Reports = 1000;
    const int PhotosEach = 3;
    const int PhotoSize = 300_000;
    const int ReportsPerVisit = 50;
    const int Phones = 4;
    const int Few = 1_000;
    const int Many = 200_000;
    const int Requests = 400;

    /// <summary>The requests, and how much longer each may take with many findings.</summary>
    public static readonly (string Name, string Path, Bar? Bar)[] Questions =
    [
        ("findings, newest", "/api/supervisors/findings", Bar.AtMost(1.5)),
        ("findings, undecided", "/api/supervisors/findings?undecided=true", Bar.AtMost(1.5)),
        ("findings, serious, become clues", "/api/supervisors/findings?disposition=clue&severity=serious", Bar.AtMost(1.5)),
        ("findings, of a unit", "/api/supervisors/findings?unit=U7", Bar.AtMost(1.5)),
    ];

    public static async Task RunAsync(Figures figures, int rounds)
    {
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["identity", "supervisors"],
            Environment = new Dictionary<string, Dictionary<string, string>> { ["identity"] = new() { ["Tokens__Access"] = "02:00:00" } },
        });
        var accounts = SampleAccounts.Read(Path.Combine(platform.DataFolder, "accounts.json"));
        var supervisor = accounts.Holder(Cppcc.Supervisor);
        var signIn = new SignInClient(platform.Address("identity"));
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("supervisorsdb"));
        using var phone = Client(platform, await signIn.TokenAsync(supervisor));
        for (var round = 0; round < rounds; round++)
        {
            var visits = await VisitsAsync(owner, TwoSizes.Small, supervisor.UserId, Reports / ReportsPerVisit);
            var sync = await SyncAsync(phone, visits);
            var disk = await DiskAsync(Path.Combine(platform.DataFolder, $"disk{round}"));
            figures.Add($"sync, {Reports} reports with {PhotosEach} photos", "MB/s", sync);
            figures.Add("disk, the same bytes with fsync", "MB/s", disk);
            figures.Add("sync / disk", "ratio", sync / disk);
        }

        await ListsAsync(platform, owner, figures);
    }

    /// <summary>MB of photos per second, over all phones.</summary>
    static async Task<double> SyncAsync(HttpClient phone, IReadOnlyList<Guid> visits)
    {
        var reports = new Queue<Guid>(visits.SelectMany(visit => Enumerable.Repeat(visit, ReportsPerVisit)).OrderBy(_ => Random.Shared.Next()));
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Phones).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                Guid visit;
                lock (reports)
                {
                    if (!reports.TryDequeue(out visit)) return;
                }

                await ReportAsync(phone, visit);
            }
        })));
        return Megabytes / clock.Elapsed.TotalSeconds;
    }

    /// <summary>A queued report as a phone sends it when it is back online: findings first, then the photos' bytes.</summary>
    static async Task ReportAsync(HttpClient phone, Guid visit)
    {
        var (finding, at) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var photos = Enumerable.Range(0, PhotosEach).Select(_ => Photo()).ToList();
        List<object> entries =
        [
            new { id = finding, recordedAt = at, finding = new { heading = "窗口排队", description = "排队超过一小时。", severity = "minor", units = new[] { "U7" } } },
            .. photos.Select(photo => new { id = Guid.CreateVersion7(), recordedAt = at, photo = new { findingId = finding, sha256 = HashOf(photo), capturedAt = at } }),
        ];
        await GoodAsync(await phone.PostAsJsonAsync($"/api/supervisors/visits/{visit}/sync", new { deviceTime = DateTimeOffset.UtcNow, entries }));
        foreach (var photo in photos)
        {
            using var bytes = new ByteArrayContent(photo);
            bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            await GoodAsync(await phone.PutAsync(new Uri($"/api/supervisors/visits/{visit}/files/{HashOf(photo)}?name=photo.jpg", UriKind.Relative), bytes));
        }
    }

    static async Task<double> DiskAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Phones).Select(phone => Task.Run(() =>
        {
            for (var i = phone; i < Reports * PhotosEach; i += Phones)
            {
                using var file = new FileStream(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
                file.Write(Photo());
                file.Flush(flushToDisk: true);
            }
        })));
        var rate = Megabytes / clock.Elapsed.TotalSeconds;
        Directory.Delete(folder, recursive: true);
        return rate;
    }

    static async Task ListsAsync(TestHost platform, NpgsqlDataSource owner, Figures figures)
    {
        await ExecuteAsync(owner, "delete from findings");
        await FindingsAsync(owner, TwoSizes.Small, Few);
        await FindingsAsync(owner, TwoSizes.Large, Many);
        using var offices = await TwoSizes.SignInAsync(platform, "supervisors", $"{Few:N0}", $"{Many:N0}");
        await offices.WarmAsync(Questions.Select(question => question.Path));
        foreach (var (name, path, bar) in Questions) await offices.MeasureAsync(figures, name, path, Requests, bar);
    }

    static async Task<IReadOnlyList<Guid>> VisitsAsync(NpgsqlDataSource owner, string district, Guid user, int count)
    {
        var party = Guid.CreateVersion7();
        await ExecuteAsync(owner, $"""
            insert into teams (id, district, kind, name, leader, members, cppcc_leader, discipline_leader, units, matters, from_day, until_day, active, told, formed_by, formed_at)
            values ('{party}', '{district}', 'Squad', '小分队', '{user}', array['{user}']::uuid[], '{user}', '{user}', array['U7'], '{Empty}', current_date - 30, current_date + 30, true, 1, '{user}', now())
            """);
        var visits = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var visit in visits)
        {
            await ExecuteAsync(owner, $"""
                insert into visits (id, district, reference, party_id, heading, mode, purpose, coverage, sites, units, "from", until, participants, earlier_findings, status,
                    sealed, readers, team, tied_participants, planned_by, planned_at, started_at, started_by, search_text)
                values ('{visit}', '{district}', 'B-{visit.ToString()[^12..]}', '{party}', '检查', 'Open', 'Routine', 'Phased', '[]', array['U7'], current_date, current_date, array['{user}']::uuid[],
                    '{Empty}', 'Started', false, array['{user}']::uuid[], array['{user}']::uuid[], '{Empty}', '{user}', now(), now(), '{user}', '');
                insert into field_entries (visit_id, id, district, kind, by, by_name, recorded_at, received_at, clock_difference, content, hash)
                values ('{visit}', '{Guid.CreateVersion7()}', '{district}', 'Start', '{user}', '监督员', now(), now(), 0, '{StartContent}', '')
                """);
        }

        return visits;
    }

    const string Empty = "{}";
    const string StartContent = """{"start":{}}""";

    /// <summary>A district's findings of many visits, all written into one visit.</summary>
    public static async Task FindingsAsync(NpgsqlDataSource owner, string district, int count)
    {
        var visit = (await VisitsAsync(owner, district, Guid.NewGuid(), 1))[0];
        await ExecuteAsync(owner, $"""
            insert into findings (id, district, visit_id, reference, heading, description, severity, units, found_by, found_by_name, found_at, disposition, dispositions,
                matter_version, tell_version, readers, search_text)
            select gen_random_uuid(), '{district}', '{visit}', 'B/' || i, '窗口排队 ' || i, '排队超过一小时。', (array['Minor', 'Moderate', 'Serious'])[1 + i % 3],
                array['U' || i % 40], md5('u' || i % 500)::uuid, '监督员', now() - i * interval '1 minute', (array[null, 'Noted', 'Rectification', 'Clue'])[1 + i % 4], '[]',
                0, 0, array[md5('u' || i % 500)::uuid, md5('u' || i % 499)::uuid], '窗口排队 ' || i
            from generate_series(1, {count}) i
            """);
        await ExecuteAsync(owner, "vacuum analyze findings");
    }

    static Task ExecuteAsync(NpgsqlDataSource owner, string sql) => TwoSizes.ExecuteAsync(owner, sql);

    static HttpClient Client(TestHost platform, string token)
    {
        var client = new HttpClient { BaseAddress = platform.Address("supervisors") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    static async Task GoodAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        }
    }

    static double Megabytes => (double)Reports * PhotosEach * PhotoSize / 1_000_000;

    static byte[] Photo()
    {
        var bytes = new byte[PhotoSize];
        Random.Shared.NextBytes(bytes);
        (bytes[0], bytes[1], bytes[2]) = (0xFF, 0xD8, 0xFF);
        return bytes;
    }

    static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
