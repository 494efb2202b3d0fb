using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Teams;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>Visits, findings, whistles, places and protection cases of a district in each of their states.</summary>
public sealed class Fieldwork(SupervisorsPlatform platform, string district = SampleAccounts.Dongtou)
{
    public const string Path = "/api/supervisors";
    public const string Unit = "U77";
    public const string Reason = "示例·监督说明";

    static int _places;

    public string District { get; } = district;

    public ServiceApi Api { get; } = platform.Api;

    public SampleAccount Of(Role role) => platform.Accounts.Holder(role, District);

    public SampleAccount Supervisor => Of(Cppcc.Supervisor);

    public SampleAccount Handler => Of(Discipline.Handler);

    public SampleAccount Office => Of(Cppcc.Office);

    public SampleAccount Leader => Of(Discipline.Leader);

    /// <summary>Keeps the places.</summary>
    public SampleAccount Member => Of(Cppcc.Member);

    public static Caller CallerOf(SampleAccount account) =>
        new(account.UserId, account.Name, account.District, account.Body, account.Roles.ToFrozenSet(), account.Unit);

    /// <summary>A squad of the supervisor and the handler, linked to chair and leader.</summary>
    public async Task<Guid> SquadAsync(params Guid[] also)
    {
        await AppointAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var team = Team.Form(
            TeamKind.Squad, null,
            new TeamContent(
                $"示例·监督小分队{Guid.NewGuid():N}"[..20], Supervisor.UserId, [Supervisor.UserId, Handler.UserId, .. also], Of(Cppcc.Chair).UserId, Leader.UserId,
                new Mandate([Unit, "U78"], [], today.AddDays(-30), today.AddDays(300))),
            CallerOf(Office), DateTimeOffset.UtcNow);
        await platform.InDatabaseAsync(async db =>
        {
            db.Add(team);
            await db.SaveChangesAsync();
        });
        return team.Id;
    }

    /// <summary>Puts the sample supervisor on the roster, once.</summary>
    public Task AppointAsync() => new Records(platform, District).OwnEntryAsync();

    public object Plan(Guid squad, string mode = "open", string purpose = "routine", string heading = "示例·监督检查窗口", Guid[]? earlier = null, Guid[]? participants = null) => new
    {
        partyId = squad,
        heading,
        mode,
        purpose,
        coverage = "phased",
        sites = new[] { new { name = "示例·监督大厅", address = (string?)"示例路1号", unit = (string?)Unit, position = (object?)new { latitude = 27.8, longitude = 121.1 } } },
        units = new[] { Unit },
        from = DateOnly.FromDateTime(DateTime.UtcNow),
        until = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20),
        participants = participants ?? [Supervisor.UserId, Handler.UserId],
        earlierFindings = earlier ?? [],
    };

    /// <summary>The plan of an existing visit, with the squad it was planned for.</summary>
    public object PlanOf(Guid visit, string mode) =>
        Plan(platform.ScalarAsync<Guid>("select party_id from visits where id = $1", visit).GetAwaiter().GetResult(), mode, heading: "示例·监督检查改期");

    public async Task<Guid> PlannedAsync(string mode = "open", Guid[]? earlier = null, string heading = "示例·监督检查窗口") =>
        (await Api.PostAsync(Supervisor, $"{Path}/visits", Plan(await SquadAsync(), mode, earlier is null ? "routine" : "lookBack", heading, earlier))).Id;

    public async Task<Guid> StartedAsync(string mode = "open") => await AfterAsync(await PlannedAsync(mode), Supervisor, "visits", "start", new { });

    public async Task<Guid> ReportedAsync() => await AfterAsync(await StartedAsync(), Supervisor, "visits", "report", new { narrative = "示例·监督报告" });

    public async Task<Guid> AfterAsync(Guid id, SampleAccount by, string group, string command, object? body = null)
    {
        (await Api.PostAsync(by, $"{Path}/{group}/{id}/{command}", body)).Ok();
        return id;
    }

    public static object FindingEntry(Guid id, DateTimeOffset at, string heading = "示例·监督发现") => new
    {
        id,
        recordedAt = at,
        finding = new { heading, description = "示例·监督发现的情况", severity = "moderate", units = new[] { Unit }, field = "businessEnvironment", place = new { latitude = 27.8, longitude = 121.1 } },
    };

    public static object PhotoEntry(Guid id, DateTimeOffset at, string sha256, Guid? finding) =>
        new { id, recordedAt = at, photo = new { findingId = finding, sha256, capturedAt = at, place = new { latitude = 27.8, longitude = 121.1, accuracy = 5.0 }, note = (string?)null } };

    public Task<Answer> SyncAsync(Guid visit, SampleAccount by, params object[] entries) =>
        Api.PostAsync(by, $"{Path}/visits/{visit}/sync", new { deviceTime = DateTimeOffset.UtcNow, entries });

    /// <summary>A finding of a separate visit.</summary>
    public async Task<Case> FindingAsync(string? disposition = null)
    {
        var (visit, finding) = (await StartedAsync(), Guid.CreateVersion7());
        (await SyncAsync(visit, Supervisor, FindingEntry(finding, DateTimeOffset.UtcNow))).Ok();
        if (disposition is not null) (await Api.PostAsync(Office, $"{Path}/findings/{finding}/dispose", new { disposition })).Ok();
        return new(finding, new Dictionary<string, string> { ["visit"] = visit.ToString() });
    }

    /// <summary>A visit with a photo whose bytes arrived.</summary>
    public async Task<Case> PhotoAsync()
    {
        var (visit, bytes) = (await StartedAsync(), Jpeg());
        var hash = HashOf(bytes);
        (await SyncAsync(visit, Supervisor, PhotoEntry(Guid.CreateVersion7(), DateTimeOffset.UtcNow, hash, null))).Ok();
        (await BringAsync(visit, Supervisor, bytes)).Ok();
        return new(visit, new Dictionary<string, string> { ["hash"] = hash });
    }

    public Task<Answer> BringAsync(Guid visit, SampleAccount by, byte[] bytes, string? hash = null) =>
        Api.SendAsync(by, HttpMethod.Put, $"{Path}/visits/{visit}/files/{hash ?? HashOf(bytes)}?name=photo.jpg", Bytes(bytes));

    public static HttpContent Bytes(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    public static byte[] Jpeg(int size = 2000) => [0xFF, 0xD8, 0xFF, .. RandomNumberGenerator.GetBytes(size)];

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public object PlaceCard(string? name = null, string kind = "civicHall") => new
    {
        kind,
        name = name ?? $"示例·监督议事堂{Interlocked.Increment(ref _places)}-{Guid.NewGuid():N}"[..30],
        address = "示例路2号",
        hours = "工作日 9:00–17:00",
        position = new { latitude = 27.83, longitude = 121.15 },
        contacts = new[] { new { name = "示例·联系人", phone = "0577-00000000" } },
        keepers = new[] { Member.UserId },
    };

    public async Task<Guid> PlaceAsync(object? card = null) => (await Api.PostAsync(Office, $"{Path}/places", card ?? PlaceCard())).Id;

    /// <summary>A whistle of the member's place after these steps.</summary>
    public async Task<Guid> WhistleAsync(params string[] steps)
    {
        await AppointAsync();
        var id = (await Api.PostAsync(Member, $"{Path}/whistles", new { placeId = await PlaceAsync(), heading = "示例·监督吹哨", detail = "示例·监督事项", sector = "health" })).Id;
        foreach (var step in steps)
        {
            var (by, body) = step switch
            {
                "dispatch" => (Office, (object)new { supervisors = new[] { Supervisor.UserId } }),
                "report-in" => (Supervisor, new { }),
                "resolve" => (Supervisor, new { resolution = "示例·监督办结" }),
                "reopen" => (Member, new { reason = Reason }),
                _ => (Member, new { }),
            };
            await AfterAsync(id, by, "whistles", step, body);
        }

        return id;
    }

    public static object Report(string account = "示例·监督受阻") => new { kind = "obstruction", heading = "示例·监督受阻", account };

    /// <summary>A protection case of the supervisor after these steps.</summary>
    public async Task<Guid> ProtectionAsync(params string[] steps)
    {
        await AppointAsync();
        var id = Guid.CreateVersion7();
        (await Api.SendAsync(Supervisor, HttpMethod.Put, $"{Path}/protection/{id}", Report())).Ok();
        foreach (var step in steps)
        {
            var (by, body) = step switch
            {
                "assign" => (Leader, (object)new { handler = Handler.UserId }),
                "investigate" => (Handler, new { }),
                "notices" => (Handler, new { department = "示例·协作部门" }),
                "conclude" => (Leader, new { conclusion = "示例·监督结论" }),
                _ => (Leader, new { }),
            };
            await AfterAsync(id, by, "protection", step, body);
        }

        return id;
    }

    public static HttpContent Sheet(params Dictionary<string, object>[] rows)
    {
        using var stream = new MemoryStream();
        MiniExcelLibs.MiniExcel.SaveAs(stream, rows);
        return Bytes(stream.ToArray());
    }

    public static Dictionary<string, object> Row(string name, string kind = "民生议事堂", string offices = "", object? longitude = null) => new()
    {
        ["类型"] = kind,
        ["名称"] = name,
        ["地址"] = "示例路3号",
        ["开放时间"] = "全天",
        ["联系人"] = "示例·联系人 0577-1",
        ["经度"] = longitude ?? 121.2,
        ["纬度"] = 27.9,
        ["派驻机构"] = offices,
    };
}
