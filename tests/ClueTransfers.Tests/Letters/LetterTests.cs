using System.Net;
using System.Net.Http.Headers;
using DocumentFormat.OpenXml.Packaging;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Testing;

namespace Supervision.ClueTransfers.Tests.Letters;

/// <summary>The letter of transfer (移交函, R26): for those who see the clue, from the transfer on; each reading recorded (R32).</summary>
public sealed class LetterTests(CluesPlatform platform) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = platform.Host.Address("clues") };

    Matters Ours => platform.Matters();

    [Fact]
    public async Task Both_bodies_get_the_letter_of_a_transferred_clue_the_approvals_stay_with_the_sender()
    {
        var clue = await Ours.TransferredAsync();
        var number = (await platform.Api.GetAsync(Ours.Office, $"/api/clues/{clue}"))["letterNumber"];
        var hash = await Ours.HashAsync(clue);
        foreach (var (reader, sender) in new[] { (Ours.Office, true), (Ours.Intake, false) })
        {
            using var answer = await GetAsync(reader, clue);
            Assert.Equal((HttpStatusCode.OK, OfficialDocument.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal($"移交函{number}.docx", answer.Content.Headers.ContentDisposition!.FileNameStar);
            using var document = WordprocessingDocument.Open(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), isEditable: false);
            var text = document.MainDocumentPart!.Document!.Body!.InnerText;
            Assert.All((string[])[number, hash, "政协洞头区委员会", "洞头区纪委监委：", "沿街商铺审批多头往返", "示例市场监管单位", "监督发现（F-2026-003）", "附件：无"],
                part => Assert.Contains(part, text, StringComparison.Ordinal));
            Assert.Equal(sender, text.Contains(Ours.Chair.Name, StringComparison.Ordinal));
        }

        Assert.Equal(2, await platform.ScalarAsync<long>("select count(*) from clue_reads where clue_id = $1 and part = 'Letter'", clue));
    }

    [Fact]
    public async Task There_is_no_letter_before_the_transfer_and_none_for_others()
    {
        var approved = await Ours.ApprovedAsync();
        (await platform.Api.GetAsync(Ours.Office, $"/api/clues/{approved}/letter")).Refused(HttpStatusCode.Conflict, "letter.not_transferred");
        (await platform.Api.GetAsync(Ours.Intake, $"/api/clues/{approved}/letter")).Refused(HttpStatusCode.NotFound, "not_found");
        var transferred = await Ours.TransferredAsync();
        foreach (var stranger in (SampleAccount[])[
            platform.Accounts.Holder(Discipline.Intake, SampleAccounts.Lucheng), platform.Accounts.Holder(Cppcc.Chair, SampleAccounts.Lucheng), Ours.Handler, Ours.Member, Ours.Admin])
            (await platform.Api.GetAsync(stranger, $"/api/clues/{transferred}/letter")).Refused(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from clue_reads where clue_id = any ($1) and part = 'Letter'", (Guid[])[approved, transferred]));
    }

    public void Dispose() => _http.Dispose();

    async Task<HttpResponseMessage> GetAsync(SampleAccount reader, Guid clue)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/clues/{clue}/letter");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await platform.Api.TokenAsync(reader));
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
