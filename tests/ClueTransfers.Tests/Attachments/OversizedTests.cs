using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Supervision.ClueTransfers.Tests.Support;

namespace Supervision.ClueTransfers.Tests.Attachments;

/// <summary>
/// Files over the limit, sent as phones send them: completely, before reading anything and without asking whether the server wants them. The client
/// must be able to read the refusal, which does not ask it to retry.
/// </summary>
public sealed class OversizedTests(CluesPlatform platform)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, bool> Sizes => new() { { 51, false }, { 51, true }, { 64, false }, { 64, true }, { 70, false }, { 70, true } };

    /// <summary>Sent in chunks, the file exceeds its limit before the body does.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public Task The_service_refuses_it(int megabytes, bool chunked) => RefusedAsync("clues", megabytes, chunked, chunked ? "attachment.too_large" : "request.too_large");

    [Theory]
    [MemberData(nameof(Sizes))]
    public Task The_gateway_refuses_it(int megabytes, bool chunked) => RefusedAsync("gateway", megabytes, chunked, "request.too_large");

    async Task RefusedAsync(string where, int megabytes, bool chunked, string code)
    {
        using var http = new HttpClient { BaseAddress = platform.Host.Address(where) };
        var draft = await platform.Matters().DraftAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Files.Path(draft)}?name=big.png") { Content = new StreamContent(new Endless((long)megabytes << 20)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentLength = chunked ? null : (long)megabytes << 20;
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await platform.Api.TokenAsync(platform.Matters().Office));

        using var answer = await http.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode is HttpStatusCode.RequestEntityTooLarge, $"{(int)answer.StatusCode} {text}");
        Assert.Equal(code, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString());
        Assert.Null(answer.Headers.RetryAfter);
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from attachments where clue_id = $1", draft));
    }
}
