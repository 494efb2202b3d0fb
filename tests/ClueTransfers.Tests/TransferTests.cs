using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>Transfer and handshake, R26 and R27.</summary>
public sealed partial class TransferTests(CluesPlatform platform)
{
    const int AtOnce = 50;

    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task Fifty_transfers_at_once_are_numbered_without_a_gap()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < AtOnce; i++) ids.Add(await _matters.ApprovedAsync());
        var refused = await _matters.CollatedAsync();
        var calls = ids.Select(id => _api.PostAsync(_matters.Office, $"/api/clues/{id}/transfer"))
            .Append(_api.PostAsync(_matters.Office, $"/api/clues/{refused}/transfer"))
            .Append(_api.PostAsync(_matters.Office, $"/api/clues/{ids[0]}/transfer"))
            .Append(_api.PostAsync(_matters.Office, $"/api/clues/{ids[1]}/transfer"));
        var answers = await Task.WhenAll(calls);

        Assert.Equal(AtOnce, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
        var numbers = answers.Where(answer => answer.IsSuccess).Select(answer => Number(answer["letterNumber"])).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], AtOnce), numbers);
        var total = await platform.ScalarAsync<long>("select count(*) from clues where district = $1 and letter_number is not null", SampleAccounts.Dongtou);
        Assert.Equal(total, numbers[^1]);
    }

    [Fact]
    public async Task After_its_transfer_a_clue_is_only_added_to()
    {
        var id = await _matters.TransferredAsync();
        var hash = await _matters.HashAsync(id);
        (await _api.PutAsync(_matters.Office, $"/api/clues/{id}", Matters.Content("改动"), "*")).Refused(HttpStatusCode.Conflict, "clue.not_editable");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/withdraw", new { reason = "撤回" })).Refused(HttpStatusCode.Conflict, "clue.not_withdrawable");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/supplements", new { text = "补充一份台账" })).Ok();
        Assert.Equal(hash, await _matters.HashAsync(id));
        var supplements = (await _api.GetAsync(_matters.Intake, $"/api/clues/{id}/supplements")).Ok().Json;
        Assert.Equal("补充一份台账", supplements[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Returned_for_supplement_it_comes_again_under_the_same_number()
    {
        var id = await _matters.ReturnedForSupplementAsync();
        var number = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}"))["letterNumber"];
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/resend")).Refused(HttpStatusCode.Conflict, "clue.nothing_supplemented");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/submit")).Refused(HttpStatusCode.Conflict, "clue.not_submittable");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/supplements", new { text = "补充票据" })).Ok();
        var again = (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/resend")).Ok();
        Assert.Equal(("transferred", number), (again["status"], again["letterNumber"]));
        (await _api.PostAsync(_matters.Intake, $"/api/clues/{id}/receive")).Ok();
    }

    [Fact]
    public async Task Of_many_receipts_at_once_one_counts()
    {
        var id = await _matters.TransferredAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _api.PostAsync(_matters.Intake, $"/api/clues/{id}/receive")));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from clue_events where clue_id = $1 and kind = 'Received'", id));
    }

    [Fact]
    public async Task It_is_given_to_an_active_handler_of_the_district_only()
    {
        var id = await _matters.ReceivedAsync();
        var foreign = platform.Matters(SampleAccounts.Lucheng).Handler;
        foreach (var unfit in new[] { foreign.UserId, _matters.Intake.UserId, _matters.Office.UserId, Guid.NewGuid() })
            (await _api.PostAsync(_matters.Intake, $"/api/clues/{id}/accept", new { handler = unfit })).Refused(HttpStatusCode.Conflict, "clue.not_a_handler");
        var handlers = (await _api.GetAsync(_matters.Intake, "/api/clues/handlers")).Ok().Json.EnumerateArray().Select(h => h.GetProperty("userId").GetGuid()).ToList();
        Assert.Contains(_matters.Handler.UserId, handlers);
        Assert.DoesNotContain(foreign.UserId, handlers);
    }

    [Fact]
    public async Task Deadlines_explain_themselves_in_the_callers_language()
    {
        var id = await _matters.ReceivedAsync();
        var ours = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}/deadlines")).Ok().Json;
        Assert.Equal(["receipt"], ours.EnumerateArray().Select(d => d.GetProperty("kind").GetString()));
        var theirs = (await _api.SendAsync(_matters.Leader, HttpMethod.Get, $"/api/clues/{id}/deadlines", language: "zh-CN")).Ok().Json;
        Assert.Equal(["receipt", "disposal"], theirs.EnumerateArray().Select(d => d.GetProperty("kind").GetString()));
        Assert.Contains("3个工作日", theirs[0].GetProperty("explanation").GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains("1个月", theirs[1].GetProperty("explanation").GetProperty("summary").GetString(), StringComparison.Ordinal);
        var days = theirs[0].GetProperty("due").GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(3, days.Count(day => day.GetProperty("mark").GetString() == "counted"));
        Assert.Equal(JsonValueKind.True, theirs[1].GetProperty("open").ValueKind);
    }

    [Fact]
    public async Task The_commission_sets_how_long_it_has_to_receive()
    {
        var district = platform.Matters(SampleAccounts.Lucheng);
        var usual = (await _api.GetAsync(district.DisciplineAdmin, "/api/clues/receipt-rule")).Ok();
        Assert.Equal("3", usual["workingDays"]);
        (await _api.PutAsync(district.DisciplineAdmin, "/api/clues/receipt-rule", new { workingDays = 0 })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        var set = (await _api.PutAsync(district.DisciplineAdmin, "/api/clues/receipt-rule", new { workingDays = 5 }, usual.EntityTag)).Ok();
        var id = await district.TransferredAsync();
        var days = (await _api.GetAsync(district.Intake, $"/api/clues/{id}/deadlines")).Ok().Json[0].GetProperty("due").GetProperty("days");
        Assert.Equal(5, days.EnumerateArray().Count(day => day.GetProperty("mark").GetString() == "counted"));
        (await _api.PutAsync(district.DisciplineAdmin, "/api/clues/receipt-rule", new { workingDays = 4 }, usual.EntityTag))
            .Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _api.PutAsync(district.DisciplineAdmin, "/api/clues/receipt-rule", new { workingDays = 3 }, set.EntityTag)).Ok();
    }

    static int Number(string letter) => int.Parse(LetterNumber().Match(letter).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"〕(\d+)号$")]
    private static partial Regex LetterNumber();
}
