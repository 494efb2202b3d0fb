using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Attachments;

/// <summary>Files as people send them, with upload and download.</summary>
internal sealed class Files(ServiceApi api, Uri address) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Starts like a picture; the rest makes each one different.</summary>
    public static byte[] Png(int length = 200) => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. RandomNumberGenerator.GetBytes(length)];

    public static byte[] Pdf() => [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(50)];

    public static byte[] Office(params string[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var entry = archive.CreateEntry(part).Open();
                entry.Write(Encoding.UTF8.GetBytes($"<x>{Guid.NewGuid()}</x>"));
            }
        }

        return stream.ToArray();
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Path(Guid clue) => $"/api/clues/{clue}/attachments";

    public Task<Answer> SendAsync(Actor by, Guid clue, string name, byte[] content) => api.PostAsync(by, Path(clue), Form((name, content)));

    public Task<Answer> SendRawAsync(Actor by, Guid clue, string query, HttpContent content)
    {
        content.Headers.ContentType ??= new MediaTypeHeaderValue("application/octet-stream");
        return api.PostAsync(by, Path(clue) + query, content);
    }

    public static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        return form;
    }

    public async Task<HttpResponseMessage> DownloadAsync(Actor by, Guid clue, Guid attachment, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path(clue)}/{attachment}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await api.TokenAsync(by));
        request.Headers.Range = range;
        return await _http.SendAsync(request);
    }

    public async Task<List<string>> NamesAsync(Actor by, Guid clue) =>
        [.. (await api.GetAsync(by, Path(clue))).Ok().Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    public void Dispose() => _http.Dispose();

    public static void Is(HttpStatusCode status, Answer answer) => Assert.True(answer.Status == status, $"{answer.Request}: {(int)answer.Status} {answer.Text}");
}
