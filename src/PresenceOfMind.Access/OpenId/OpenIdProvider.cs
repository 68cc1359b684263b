using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PresenceOfMind.Access.OpenId;

/// <summary>
/// The identity provider's configuration and keys (OpenID Connect Discovery 1.0). They are fetched when they are first needed, and kept;
/// while the provider is down, those that are known go on.
/// </summary>
public sealed partial class OpenIdProvider : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    /// <summary>How long a request to the provider may take: 5 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long nobody asks again after a failure, so that requests do not wait one after the other: 5 s.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How far the clocks of provider and program may differ: 1 minute.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private const long LongestAnswer = 1024 * 1024;

    /// <summary>Signatures with a public key alone: with a shared one, whoever knows the client's secret could make tokens.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly OpenIdOptions _options;
    private readonly string _metadata;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _configurations;
    private readonly Lock _lock = new();
    private Task<OpenIdConnectConfiguration>? _fetch;
    private DateTimeOffset _notBefore;
    private int _isDown;
    private volatile bool _isKnown;

    /// <summary>Fetches nothing yet.</summary>
    /// <param name="options">Where the provider is.</param>
    /// <param name="time">The clock of the pause.</param>
    /// <param name="logger">Hears of outages.</param>
    public OpenIdProvider(OpenIdOptions options, TimeProvider time, ILogger<OpenIdProvider> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _metadata = options.Authority.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration";
        Http = new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };
        _configurations = new ConfigurationManager<OpenIdConnectConfiguration>(
            _metadata,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(Http) { RequireHttps = options.Authority.Scheme == Uri.UriSchemeHttps })
        {
            // A key that is not known yet has the keys fetched, and this bounds how often.
            RefreshInterval = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>What asks the provider, within <see cref="Patience"/>.</summary>
    public HttpClient Http { get; }

    /// <summary>What is asked of a token besides its issuer and its key, which come with the configuration.</summary>
    /// <param name="audience">For whom it is to be.</param>
    public static TokenValidationParameters CreateRules(string audience) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = Algorithms,
        ValidateIssuer = true,
        ValidateAudience = true,
        ValidateLifetime = true,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        ClockSkew = ClockSkew,
    };

    /// <summary>The configuration, with the keys.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ProviderUnreachableException">It is not known, and the provider does not give it.</exception>
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_fetch is not { IsCompleted: false })
            {
                if (_time.GetUtcNow() < _notBefore)
                {
                    throw Unreachable(null);
                }

                _fetch = FetchAsync();
            }

            return _fetch.WaitAsync(cancel);
        }
    }

    /// <summary>
    /// Asks the provider for anything, before a browser is sent there: a browser that waits for a provider that is down cannot say so.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderUnreachableException">It does not answer.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await GetConfigurationAsync(cancellationToken);
        try
        {
            using var answer = await Http.GetAsync(_metadata, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            NoteOutage(e.Message);
            throw Unreachable(e);
        }
    }

    /// <inheritdoc/>
    public void RequestRefresh() => _configurations.RequestRefresh();

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    /// <summary>Logs an outage once.</summary>
    /// <param name="reason">What happened.</param>
    internal void NoteOutage(string reason)
    {
        if (Interlocked.Exchange(ref _isDown, 1) == 0)
        {
            Log.Down(_logger, _options.Title, _options.Authority, reason);
        }
    }

    /// <summary>Logs the end of an outage.</summary>
    internal void NoteAnswer()
    {
        if (Interlocked.Exchange(ref _isDown, 0) == 1)
        {
            Log.Up(_logger, _options.Title, _options.Authority);
        }
    }

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        try
        {
            var configuration = await _configurations.GetConfigurationAsync(CancellationToken.None);
            if (!_isKnown)
            {
                _isKnown = true;
                NoteAnswer();
            }

            return configuration;
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                _notBefore = _time.GetUtcNow() + Pause;
            }

            NoteOutage(e.GetBaseException().Message);
            throw Unreachable(e);
        }
    }

    private ProviderUnreachableException Unreachable(Exception? why) =>
        new($"{_options.Title} at {_options.Authority} does not give its OpenID configuration.", why);

    private static partial class Log
    {
        [LoggerMessage(
            6001,
            LogLevel.Warning,
            "{Title} at {Authority} cannot be asked: {Reason} Sessions go on; nobody can sign in with it until it answers.")]
        public static partial void Down(ILogger logger, string title, Uri authority, string reason);

        [LoggerMessage(6002, LogLevel.Information, "{Title} at {Authority} answers again.")]
        public static partial void Up(ILogger logger, string title, Uri authority);
    }
}
