using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Supervision.Testing;

/// <summary>
/// An HTTP client that keeps cookies and reads forms like a browser, but does not follow redirects automatically. It sends secure cookies to
/// loopback addresses over plain HTTP too, as every browser does and .NET's own cookie container does not.
/// </summary>
public sealed class Browser : IDisposable
{
    readonly HttpClient _http;
    readonly List<Cookie> _cookies = [];

    /// <param name="address">Base of relative addresses.</param>
    /// <param name="languages">Accept-Language.</param>
    public Browser(Uri address, string languages = "zh-CN")
    {
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);
    }

    public IReadOnlyList<Cookie> Cookies => [.. _cookies.Where(cookie => !cookie.Expired)];

    public Task<HttpResponseMessage> GetAsync(string address, CancellationToken ct = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_http.BaseAddress!, address)), ct);

    /// <summary>Fills in and submits the form of a page.</summary>
    /// <param name="which">Selector of the form, for pages with several.</param>
    public async Task<HttpResponseMessage> SubmitAsync(
        HttpResponseMessage page, IReadOnlyDictionary<string, string> values, string which = "form", CancellationToken ct = default)
    {
        var address = page.RequestMessage!.RequestUri!;
        var document = await ReadAsync(page, ct);
        var form = document.QuerySelector(which) as IHtmlFormElement
            ?? throw new InvalidOperationException($"{address} answered {(int)page.StatusCode} without a form: {document.Body?.TextContent.Trim()}");
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 })
            .ToDictionary(input => input.Name!, input => values.GetValueOrDefault(input.Name!, input.Value));
        var action = new Uri(address, form.GetAttribute("action") is { Length: > 0 } given ? given : address.OriginalString);
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) }, ct);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage page, CancellationToken ct = default) =>
        await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync(ct), ct);

    /// <summary>Follows redirects as long as they lead to pages on this browser's host.</summary>
    /// <returns>The first page, or the redirect that leads elsewhere.</returns>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response, CancellationToken ct = default)
    {
        for (var hops = 0; response.Headers.Location is { } location; hops++)
        {
            if (hops == 20) throw new InvalidOperationException($"Redirects do not end: {location}");
            var target = new Uri(response.RequestMessage!.RequestUri!, location);
            if (target.Authority != _http.BaseAddress!.Authority) break;
            response.Dispose();
            response = await GetAsync(target.AbsoluteUri, ct);
        }

        return response;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct = default)
    {
        var address = new Uri(_http.BaseAddress!, request.RequestUri!);
        request.RequestUri = address;
        var cookies = _cookies.Where(cookie => !cookie.Expired && Fits(cookie, address)).Select(cookie => $"{cookie.Name}={cookie.Value}").ToList();
        if (cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies));
        var response = await _http.SendAsync(request, ct);
        foreach (var header in response.Headers.TryGetValues("Set-Cookie", out var headers) ? headers : []) Keep(header, address);
        return response;
    }

    public void Dispose() => _http.Dispose();

    static bool Fits(Cookie cookie, Uri address) =>
        cookie.Domain == address.Host
        && (!cookie.Secure || address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
        && (address.AbsolutePath == cookie.Path || address.AbsolutePath.StartsWith(cookie.Path.TrimEnd('/') + "/", StringComparison.Ordinal));

    void Keep(string header, Uri address)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = Pair(parts[0]);
        var attributes = parts[1..].Select(Pair).ToDictionary(part => part.Name, part => part.Value, StringComparer.OrdinalIgnoreCase);
        var cookie = new Cookie(name, value)
        {
            Domain = address.Host,
            Path = attributes.GetValueOrDefault("path") is { Length: > 0 } path ? path : "/",
            Secure = attributes.ContainsKey("secure"),
            HttpOnly = attributes.ContainsKey("httponly"),
        };
        if (attributes.TryGetValue("expires", out var expires)) cookie.Expires = DateTime.Parse(expires, CultureInfo.InvariantCulture).ToUniversalTime();
        _cookies.RemoveAll(kept => kept.Name == cookie.Name && kept.Path == cookie.Path && kept.Domain == cookie.Domain);
        _cookies.Add(cookie);
    }

    static (string Name, string Value) Pair(string part) =>
        part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (part[..at], part[(at + 1)..]) : (part, "");
}
