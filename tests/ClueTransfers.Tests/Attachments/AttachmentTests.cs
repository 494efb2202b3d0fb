using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Attachments;

/// <summary>Evidence files (R24): part of what is approved, fixed at transfer, added to by supplements (R26), each reading recorded (R32).</summary>
public sealed class AttachmentTests(CluesPlatform platform) : IDisposable
{
    readonly Files _files = new(platform.Api, platform.Host.Address("clues"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    ServiceApi Api => platform.Api;

    Matters Ours => platform.Matters();

    [Fact]
    public async Task A_file_comes_back_as_it_was_sent_under_its_name()
    {
        var clue = await Ours.DraftAsync();
        var content = Files.Png();
        var sent = await _files.SendAsync(Ours.Office, clue, "现场照片 1.png", content);
        Files.Is(HttpStatusCode.Created, sent);
        Assert.Equal((Files.Sha256(content), "image/png", content.Length.ToString(CultureInfo.InvariantCulture)), (sent["sha256"], sent["mediaType"], sent["size"]));

        using var back = await _files.DownloadAsync(Ours.Office, clue, sent.Id);
        Assert.Equal(content, await back.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("image/png", back.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", "现场照片 1.png"), (back.Content.Headers.ContentDisposition!.DispositionType, back.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", back.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(back.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.Equal($"\"{Files.Sha256(content)}\"", back.Headers.ETag!.Tag);

        using var part = await _files.DownloadAsync(Ours.Office, clue, sent.Id, new RangeHeaderValue(3, 9));
        Assert.Equal((HttpStatusCode.PartialContent, 7), (part.StatusCode, (await part.Content.ReadAsByteArrayAsync(Cancellation)).Length));
        using var beyond = await _files.DownloadAsync(Ours.Office, clue, sent.Id, new RangeHeaderValue(100_000, 100_001));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task A_file_is_part_of_the_content_and_its_hash()
    {
        var clue = await Ours.DraftAsync();
        var plain = await Ours.HashAsync(clue);
        var content = Files.Pdf();
        var sent = (await _files.SendRawAsync(Ours.Office, clue, "?name=" + Uri.EscapeDataString("日志.pdf"), new ByteArrayContent(content))).Ok();
        var read = (await Api.GetAsync(Ours.Office, $"/api/clues/{clue}")).Ok();
        Assert.NotEqual(plain, read["contentHash"]);
        Assert.Equal(Files.Sha256(content), read.Json.GetProperty("evidence").EnumerateArray().Single().GetString());

        Files.Is(HttpStatusCode.NoContent, await Api.SendAsync(Ours.Office, HttpMethod.Delete, $"{Files.Path(clue)}/{sent.Id}"));
        Assert.Equal(plain, await Ours.HashAsync(clue));
    }

    [Fact]
    public async Task The_same_file_twice_is_one_attachment()
    {
        var clue = await Ours.DraftAsync();
        var content = Files.Png();
        var first = await _files.SendAsync(Ours.Office, clue, "a.png", content);
        var hash = await Ours.HashAsync(clue);
        var second = await _files.SendAsync(Ours.Office, clue, "b.png", content);
        Files.Is(HttpStatusCode.OK, second);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(hash, await Ours.HashAsync(clue));
        Assert.Equal(["a.png"], await _files.NamesAsync(Ours.Office, clue));
    }

    [Fact]
    public async Task Files_sent_side_by_side_are_all_taken()
    {
        var clue = await Ours.DraftAsync();
        var contents = Enumerable.Range(0, 6).Select(_ => Files.Png(100_000)).ToList();
        var answers = await Task.WhenAll(contents.Select((content, i) => _files.SendAsync(Ours.Office, clue, $"{i}.png", content)));
        Assert.All(answers, answer => Files.Is(HttpStatusCode.Created, answer));
        var read = (await Api.GetAsync(Ours.Office, $"/api/clues/{clue}")).Ok();
        Assert.Equal(contents.Select(Files.Sha256).Order(), read.Json.GetProperty("evidence").EnumerateArray().Select(hash => hash.GetString()!).Order());
    }

    [Fact]
    public async Task Authors_add_to_their_drafts_only()
    {
        var clue = await Ours.DraftAsync(Ours.Member);
        Files.Is(HttpStatusCode.Created, await _files.SendAsync(Ours.Member, clue, "a.png", Files.Png()));
        (await Api.PostAsync(Ours.Office, $"/api/clues/{clue}/collate")).Ok();
        (await _files.SendAsync(Ours.Member, clue, "b.png", Files.Png())).Refused(HttpStatusCode.Conflict, "clue.not_editable");
        Files.Is(HttpStatusCode.Created, await _files.SendAsync(Ours.Office, clue, "c.png", Files.Png()));
        (await Api.PostAsync(Ours.Office, $"/api/clues/{clue}/submit")).Ok();
        (await _files.SendAsync(Ours.Office, clue, "d.png", Files.Png())).Refused(HttpStatusCode.Conflict, "clue.not_editable");
        (await _files.SendAsync(Ours.Intake, clue, "d.png", Files.Png())).Refused(HttpStatusCode.Forbidden, "role.required");
        (await _files.SendAsync(platform.Accounts.Holders(Cppcc.Office, SampleAccounts.Lucheng)[0], clue, "d.png", Files.Png()))
            .Refused(HttpStatusCode.NotFound, "not_found");
        (await _files.SendAsync(Actor.Nobody, clue, "d.png", Files.Png())).Refused(HttpStatusCode.Unauthorized, "signin.required");
        Assert.Equal(["a.png", "c.png"], await _files.NamesAsync(Ours.Office, clue));
    }

    [Fact]
    public async Task After_the_transfer_a_file_waits_for_a_supplement_and_then_goes_with_it()
    {
        var clue = await Ours.CollatedAsync();
        var before = (await _files.SendAsync(Ours.Office, clue, "before.png", Files.Png())).Ok();
        (await Api.PostAsync(Ours.Office, $"/api/clues/{clue}/submit")).Ok();
        foreach (var approver in (SampleAccount[])[Ours.OfficeHead, Ours.Secretary, Ours.Chair]) await Ours.ApproveAsync(clue, approver);
        (await Api.PostAsync(Ours.Office, $"/api/clues/{clue}/transfer")).Ok();
        var hash = await Ours.HashAsync(clue);

        (await Api.SendAsync(Ours.Office, HttpMethod.Delete, $"{Files.Path(clue)}/{before.Id}")).Refused(HttpStatusCode.Conflict, "attachment.fixed");
        var content = Files.Pdf();
        var staged = (await _files.SendAsync(Ours.Office, clue, "after.pdf", content)).Ok();
        Assert.Equal("True", staged["staged"]);
        Assert.Equal(["before.png"], await _files.NamesAsync(Ours.Intake, clue));
        using (var early = await _files.DownloadAsync(Ours.Intake, clue, staged.Id)) Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);

        var supplement = (await Api.PostAsync(Ours.Office, $"/api/clues/{clue}/supplements", new { text = "补充说明" })).Ok();
        Assert.Equal(Files.Sha256(Encoding.UTF8.GetBytes($"补充说明\n{Files.Sha256(content)}")), supplement["hash"]);
        Assert.Equal(["before.png", "after.pdf"], await _files.NamesAsync(Ours.Intake, clue));
        using (var late = await _files.DownloadAsync(Ours.Intake, clue, staged.Id)) Assert.Equal(content, await late.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(hash, await Ours.HashAsync(clue));
        (await Api.SendAsync(Ours.Office, HttpMethod.Delete, $"{Files.Path(clue)}/{staged.Id}")).Refused(HttpStatusCode.Conflict, "attachment.fixed");
    }

    [Fact]
    public async Task Every_reading_is_noted()
    {
        var clue = await Ours.DraftAsync();
        var sent = (await _files.SendAsync(Ours.Office, clue, "a.png", Files.Png())).Ok();
        using var back = await _files.DownloadAsync(Ours.Chair, clue, sent.Id);
        var log = (await Api.GetAsync(Ours.Chair, $"/api/clues/{clue}/access-log")).Ok().Json.GetProperty("items").EnumerateArray();
        Assert.Contains(log, entry => entry.GetProperty("part").GetString() == "attachment"
            && entry.GetProperty("item").GetString() == sent.Id.ToString() && entry.GetProperty("userId").GetGuid() == Ours.Chair.UserId);
        using var foreign = await _files.DownloadAsync(platform.Accounts.Holder(Cppcc.Chair, SampleAccounts.Lucheng), clue, sent.Id);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from clue_reads where item = $1", sent.Id));
    }

    public void Dispose() => _files.Dispose();
}
