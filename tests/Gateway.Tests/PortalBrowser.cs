using System.Net;
using System.Net.Http.Json;

namespace Supervision.Gateway.Tests;

/// <summary>
/// The parts of a browser that sign-in needs: cookies (which browsers send to localhost even when Secure), redirects by hand, and the
/// header our pages set.
/// </summary>
internal sealed class PortalBrowser(Uri gateway) : IDisposable
{
    readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    readonly Dictionary<string, string> _cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>Cookies as last set, with their attributes.</summary>
    public Dictionary<string, string> SetCookies { get; } = [];

    public string? this[string cookie]
    {
        set
        {
            if (value is null) _cookies.Remove(cookie);
            else _cookies[cookie] = value;
        }
    }

    /// <summary>Goes to another copy of the gateway, as a load balancer would.</summary>
    public PortalBrowser At(Uri other)
    {
        var there = new PortalBrowser(other);
        foreach (var (name, value) in _cookies) there[name] = value;
        return there;
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    /// <summary>Sends a request as a script of our pages does.</summary>
    public Task<HttpResponseMessage> CallAsync(string path) => GetAsync(path, ("X-Supervision-Csrf", "1"));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        request.RequestUri = new Uri(gateway, request.RequestUri!);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : []) Keep(set);
        return response;
    }

    /// <summary>Follows redirects to the end.</summary>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response)
    {
        for (var hops = 0; response.StatusCode is HttpStatusCode.Redirect && hops < 10; hops++)
            response = await GetAsync(response.Headers.Location!.ToString());
        return response;
    }

    public async Task<HttpResponseMessage> SignInAsync(string returnUrl = "/") =>
        await FollowAsync(await GetAsync($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}"));

    /// <summary>The path it ends at after following.</summary>
    public static string Path(HttpResponseMessage response) => response.RequestMessage!.RequestUri!.PathAndQuery;

    public void Dispose() => _client.Dispose();

    void Keep(string set)
    {
        var pair = set.Split(';')[0].Split('=', 2);
        SetCookies[pair[0]] = set;
        if (pair[1].Length == 0) _cookies.Remove(pair[0]);
        else _cookies[pair[0]] = pair[1];
    }
}

internal static class Answers
{
    /// <summary>Its JSON; fails with the body if the status differs.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        if (response.StatusCode != status)
            Xunit.Assert.Fail($"{(int)response.StatusCode} instead of {(int)status}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    /// <summary>The code of a problem; also checks the problem's format.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var problem = await response.ReadAsync<Problem>(status);
        Xunit.Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Xunit.Assert.NotEmpty(problem.TraceId);
        Xunit.Assert.NotEmpty(problem.Title);
        return problem.Code;
    }
}

internal sealed record Problem(string Code, string Title, string TraceId);
