using System.Net;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Activities;

/// <summary>Public registration for activities (R8): no account, no overbooking.</summary>
public sealed class RegistrationTests(TopicsPlatform platform)
{
    static int _phones;

    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task Five_hundred_at_once_get_fifty_places_and_the_others_wait_in_order()
    {
        const int People = 500, Places = 50;
        var id = await _works.AnnouncedAsync(Places);
        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => RegisterAsync(id)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(Places, answers.Count(answer => answer["status"] == "registered"));
        Assert.Equal(Enumerable.Range(1, People), answers.Select(answer => answer.Json.GetProperty("number").GetInt32()).Order());
        Assert.All(answers, answer => Assert.Equal(answer.Json.GetProperty("number").GetInt32() <= Places, answer["status"] == "registered"));
        Assert.Equal(Places, await platform.ScalarAsync<long>("select count(*) from activity_registrations where activity_id = $1 and status = 'Registered'", id));
        var seen = (await _api.GetAsync(Actor.Nobody, Public($"/activities/{id}"))).Ok();
        Assert.Equal(("0", $"{People - Places}"), (seen["free"], seen["waiting"]));
    }

    [Fact]
    public async Task Who_gives_a_place_back_lets_the_first_of_the_waiting_in_also_when_many_do_at_once()
    {
        var id = await _works.AnnouncedAsync(5);
        var receipts = new List<string>();
        for (var i = 0; i < 12; i++) receipts.Add((await RegisterAsync(id))["receipt"]);
        await Task.WhenAll(receipts.Take(3).Select(receipt => _api.PostAsync(Actor.Nobody, Public("/registrations/withdraw"), new { receipt })).Append(RegisterAsync(id)));

        var now = new List<string>();
        foreach (var receipt in receipts) now.Add((await _api.PostAsync(Actor.Nobody, Public("/registrations/find"), new { receipt }))["status"]);
        Assert.Equal([.. Enumerable.Repeat("withdrawn", 3), .. Enumerable.Repeat("registered", 5), .. Enumerable.Repeat("waiting", 4)], now);
        (await _api.PostAsync(Actor.Nobody, Public("/registrations/withdraw"), new { receipt = receipts[0] })).Refused(HttpStatusCode.Conflict, "registration.withdrawn");
    }

    [Fact]
    public async Task More_places_let_the_waiting_in_and_fewer_than_taken_there_cannot_be()
    {
        var id = await _works.AnnouncedAsync(2);
        var receipts = new List<string>();
        for (var i = 0; i < 4; i++) receipts.Add((await RegisterAsync(id))["receipt"]);
        var tag = (await _api.GetAsync(_works.Office, $"{Works.Path}/activities/{id}")).EntityTag;
        (await _api.PutAsync(_works.Office, $"{Works.Path}/activities/{id}", Works.Activity(1), tag)).Refused(HttpStatusCode.Conflict, "activity.places_taken");
        var changed = (await _api.PutAsync(_works.Liaison, $"{Works.Path}/activities/{id}", Works.Activity(3), tag)).Ok();
        Assert.Equal(("0", "1"), (changed["free"], changed["waiting"]));
        Assert.Equal("registered", (await _api.PostAsync(Actor.Nobody, Public("/registrations/find"), new { receipt = receipts[2] }))["status"]);
        Assert.Equal("0", (await _api.PostAsync(Actor.Nobody, Public("/registrations/find"), new { receipt = receipts[3] }))["waitingBefore"]);
    }

    [Fact]
    public async Task One_telephone_number_registers_once_and_nobody_for_what_is_not_open()
    {
        var id = await _works.AnnouncedAsync(5);
        var phone = NextPhone();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RegisterAsync(id, phone)));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => answer.Refused(HttpStatusCode.Conflict, "registration.twice"));

        var planned = (await _api.PostAsync(_works.Office, $"{Works.Path}/activities", Works.Activity(5))).Id;
        Assert.Equal(HttpStatusCode.NotFound, (await RegisterAsync(planned)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await RegisterAsync(await _works.AnnouncedAsync())).Status);
        (await RegisterAsync(await _works.AnnouncedAsync(5, startsInHours: -1))).Refused(HttpStatusCode.Conflict, "registration.closed");
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{id}/cancel", new { reason = "场地维修" })).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await RegisterAsync(id)).Status);
    }

    [Fact]
    public async Task Signing_in_takes_the_place_the_receipt_and_the_code()
    {
        var id = await _works.AnnouncedAsync(1);
        var code = (await _api.GetAsync(_works.Office, $"{Works.Path}/activities/{id}"))["attendanceCode"];
        var (receipt, waiting) = ((await RegisterAsync(id))["receipt"], (await RegisterAsync(id))["receipt"]);
        (await AttendAsync(waiting, code)).Refused(HttpStatusCode.Conflict, "registration.waiting");
        Assert.Equal(HttpStatusCode.NotFound, (await AttendAsync("2222-2222-2222", code)).Status);
        Assert.NotEqual("", (await AttendAsync(receipt, code))["attendedAt"]);
        (await _api.GetAsync(_works.Member, $"{Works.Path}/activities/{id}")).Ok();
        Assert.Equal("", (await _api.GetAsync(_works.Member, $"{Works.Path}/activities/{id}"))["attendanceCode"]);
    }

    [Fact]
    public async Task The_code_is_not_to_be_guessed()
    {
        var id = await _works.AnnouncedAsync(1);
        var code = (await _api.GetAsync(_works.Office, $"{Works.Path}/activities/{id}"))["attendanceCode"];
        var receipt = (await RegisterAsync(id))["receipt"];
        var wrong = code == "000000" ? "000001" : "000000";
        var answers = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => AttendAsync(receipt, wrong)));
        Assert.Equal(10, answers.Count(answer => answer.Code == "attendance.code_wrong"));
        (await AttendAsync(receipt, code)).Refused(HttpStatusCode.Conflict, "attendance.too_many_tries");
    }

    [Fact]
    public async Task Another_districts_activities_and_receipts_are_not_there()
    {
        var id = await _works.AnnouncedAsync(3);
        var receipt = (await RegisterAsync(id))["receipt"];
        var elsewhere = $"{Works.Path}/public/{SampleAccounts.Lucheng}";
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(Actor.Nobody, $"{elsewhere}/activities/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync(Actor.Nobody, $"{elsewhere}/registrations/find", new { receipt })).Status);
        foreach (var none in new[] { "*", "33030a", "3303050" })
            Assert.Contains((await _api.GetAsync(Actor.Nobody, $"{Works.Path}/public/{none}/activities")).Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        var listed = (await _api.GetAsync(Actor.Nobody, Public("/activities"))).Ok().Json.EnumerateArray().Select(a => a.GetProperty("id").GetGuid());
        Assert.Contains(id, listed);
    }

    Task<Answer> RegisterAsync(Guid activity, string? phone = null) =>
        _api.PostAsync(Actor.Nobody, Public($"/activities/{activity}/registrations"), new { name = "居民", phone = phone ?? NextPhone() });

    Task<Answer> AttendAsync(string receipt, string code) => _api.PostAsync(Actor.Nobody, Public("/registrations/attend"), new { receipt, code });

    string Public(string path) => $"{Works.Path}/public/{_works.District}{path}";

    static string NextPhone() => $"139{Interlocked.Increment(ref _phones):D8}";
}
