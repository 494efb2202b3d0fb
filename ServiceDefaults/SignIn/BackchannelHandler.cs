namespace Supervision.ServiceDefaults.SignIn;

/// <summary>Redirects requests for the provider's public address to the address by which this process reaches it.</summary>
public sealed class BackchannelHandler(IdentitySettings settings) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        if (settings.Backchannel is { Length: > 0 } internally && address.StartsWith(settings.Authority, StringComparison.Ordinal))
            request.RequestUri = new Uri(internally + address[settings.Authority.Length..]);
        return base.SendAsync(request, cancellationToken);
    }
}
