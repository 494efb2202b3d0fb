using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Supervision.Testing;

namespace Supervision.Notifications.Tests.Support;

/// <summary>An SMTP server with STARTTLS under a certificate of an authority made up by the test; can be stopped and started on the same port.</summary>
public sealed class MailServer : IAsyncDisposable
{
    readonly X509Certificate2? _certificate;
    CancellationTokenSource? _running;
    Task _server = Task.CompletedTask;

    public MailServer(bool startTls = true)
    {
        Port = FreePort.Next();
        Authority = Path.Combine(Path.GetTempPath(), $"authority-{Guid.NewGuid():N}.pem");
        _certificate = Certify(Authority);
        if (!startTls) _certificate = null;
    }

    public int Port { get; }

    /// <summary>PEM file of the authority that signed the server's certificate.</summary>
    public string Authority { get; }

    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    /// <summary>The server's reply to a recipient; null accepts them.</summary>
    public Func<string, SmtpReplyCode?> Refuse { get; set; } = _ => null;

    public IEnumerable<MimeMessage> To(string address) => Received.Where(mail => mail.To.Mailboxes.Single().Address == address);

    public MailServer Start()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (_certificate is not null) endpoint.Certificate(_certificate);
        });
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Filter(this));
        _running = new CancellationTokenSource();
        _server = new SmtpServer.SmtpServer(options.Build(), services).StartAsync(_running.Token);
        return this;
    }

    public async Task StopAsync()
    {
        if (_running is null) return;
        await _running.CancelAsync();
        await _server.ContinueWith(_ => { }, TaskScheduler.Default);
        _running.Dispose();
        _running = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _certificate?.Dispose();
        File.Delete(Authority);
    }

    static X509Certificate2 Certify(string file)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(file, root.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(7), RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    sealed class Store(MailServer server) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            Assert.True(server._certificate is null || context.Pipe.IsSecure, "The mail came unencrypted.");
            server.Received.Enqueue(MimeMessage.Load(new MemoryStream(buffer.ToArray()), cancellationToken));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    sealed class Filter(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            server.Refuse($"{to.User}@{to.Host}") is { } code ? throw new SmtpResponseException(new SmtpResponse(code, "refused")) : Task.FromResult(true);
    }
}
