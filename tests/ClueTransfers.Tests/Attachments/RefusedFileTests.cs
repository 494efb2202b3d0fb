using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Files;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Attachments;

/// <summary>Files refused as evidence, of which nothing is kept.</summary>
public sealed class RefusedFileTests(CluesPlatform platform) : IDisposable
{
    readonly Files _files = new(platform.Api, platform.Host.Address("clues"));

    string Folder => platform.Host.EnvironmentOf("clues")["Attachments__Path"]!;

    public static TheoryData<string, string, HttpStatusCode, string> Disguised => new()
    {
        { "program.exe", "MZ\x90", HttpStatusCode.UnsupportedMediaType, "attachment.type" },
        { "picture.svg", "<svg onload=\"alert(1)\"/>", HttpStatusCode.UnsupportedMediaType, "attachment.type" },
        { "page.html", "<script>alert(1)</script>", HttpStatusCode.UnsupportedMediaType, "attachment.type" },
        { "macros.docm", "PK\x03\x04", HttpStatusCode.UnsupportedMediaType, "attachment.type" },
        { "noending", "x", HttpStatusCode.UnsupportedMediaType, "attachment.type" },
        { "picture.png", "%PDF-1.7", HttpStatusCode.UnprocessableEntity, "attachment.content" },
        { "paper.pdf", "<html>", HttpStatusCode.UnprocessableEntity, "attachment.content" },
        { "letter.docx", "PK\x03\x04 not an archive", HttpStatusCode.UnprocessableEntity, "attachment.content" },
        { "notes.txt", "binary\0text", HttpStatusCode.UnprocessableEntity, "attachment.content" },
        { "film.mp4", "0000nope", HttpStatusCode.UnprocessableEntity, "attachment.content" },
        { "empty.png", "", HttpStatusCode.BadRequest, "attachment.empty" },
        { ".png", "x", HttpStatusCode.BadRequest, "attachment.name" },
        { "gpj.\u202Egnp.png", "x", HttpStatusCode.BadRequest, "attachment.name" },
        { "a\u0001.png", "x", HttpStatusCode.BadRequest, "attachment.name" },
        { new string('a', 197) + ".png", "x", HttpStatusCode.BadRequest, "attachment.name" },
    };

    [Theory]
    [MemberData(nameof(Disguised))]
    public async Task A_file_that_is_not_evidence_is_refused(string name, string content, HttpStatusCode status, string code) =>
        await RefusedAsync(clue => _files.SendRawAsync(
            platform.Matters().Office, clue, $"?name={Uri.EscapeDataString(name)}", new ByteArrayContent(Encoding.Latin1.GetBytes(content))), status, code);

    [Fact]
    public async Task An_office_document_with_macros_is_refused_and_one_without_is_taken()
    {
        var office = platform.Matters().Office;
        await RefusedAsync(
            clue => _files.SendAsync(office, clue, "a.docx", Files.Office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
            HttpStatusCode.UnprocessableEntity, "attachment.content");
        await RefusedAsync(
            clue => _files.SendAsync(office, clue, "a.xlsx", Files.Office("[Content_Types].xml", "word/document.xml")),
            HttpStatusCode.UnprocessableEntity, "attachment.content");
        var draft = await platform.Matters().DraftAsync();
        Files.Is(HttpStatusCode.Created, await _files.SendAsync(office, draft, "a.docx", Files.Office("[Content_Types].xml", "word/document.xml")));
        Files.Is(HttpStatusCode.Created, await _files.SendAsync(office, draft, "a.xlsx", Files.Office("[Content_Types].xml", "xl/workbook.xml")));
    }

    [Fact]
    public async Task A_path_in_the_name_is_dropped()
    {
        var draft = await platform.Matters().DraftAsync();
        var sent = await _files.SendRawAsync(platform.Matters().Office, draft, "?name=" + Uri.EscapeDataString(@"..\..\etc/photo.png"), new ByteArrayContent(Files.Png()));
        Assert.Equal("photo.png", sent["name"]);
    }

    [Theory]
    [InlineData(AttachmentSettings.MaxSize + 1)]
    [InlineData(AttachmentSettings.MaxSize + (1 << 20))]
    public async Task More_than_50_MB_are_refused(long size) => await RefusedAsync(
        clue => _files.SendRawAsync(platform.Matters().Office, clue, "?name=big.png", new StreamContent(new Endless(size))),
        HttpStatusCode.RequestEntityTooLarge, "attachment.too_large", "request.too_large");

    [Fact]
    public async Task A_form_without_a_file_or_with_two_or_cut_off_is_refused()
    {
        var office = platform.Matters().Office;
        await RefusedAsync(clue => platform.Api.PostAsync(office, Files.Path(clue), Files.Form()), HttpStatusCode.BadRequest, "attachment.one_file");
        await RefusedAsync(
            clue => platform.Api.PostAsync(office, Files.Path(clue), Files.Form(("a.png", Files.Png()), ("b.png", Files.Png()))),
            HttpStatusCode.BadRequest, "attachment.one_file");
        await RefusedAsync(
            clue =>
            {
                var body = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\n\r\nabc"u8.ToArray());
                body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
                return platform.Api.PostAsync(office, Files.Path(clue), body);
            },
            HttpStatusCode.BadRequest, "request.malformed");
        await RefusedAsync(clue => platform.Api.PostAsync(office, Files.Path(clue), new { file = "a.png" }), HttpStatusCode.UnsupportedMediaType, "request.media_type");
    }

    public void Dispose() => _files.Dispose();

    async Task RefusedAsync(Func<Guid, Task<Answer>> send, HttpStatusCode status, params string[] codes)
    {
        var draft = await platform.Matters().DraftAsync();
        var hash = await platform.Matters().HashAsync(draft);
        var before = Kept();
        var answer = await send(draft);
        Assert.True(answer.Status == status && codes.Contains(answer.Code), $"{answer.Request}: {(int)answer.Status} {answer.Text}");
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from attachments where clue_id = $1", draft));
        Assert.Equal(hash, await platform.Matters().HashAsync(draft));
        Assert.Equal(before, Kept());
    }

    /// <summary>Everything in the folder, including partly received files.</summary>
    int Kept() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Count();
}
