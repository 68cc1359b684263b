using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary>An identity provider's configuration and keys within the tests' process, and tokens that it might have issued.</summary>
public sealed class TestIdentityProvider : IAsyncDisposable
{
    private const string KeyId = "one";

    private readonly RSA _key = RSA.Create(2048);
    private readonly TaskCompletionSource _hung = new();
    private readonly WebApplication _app;
    private int _asked;

    public TestIdentityProvider()
    {
        Authority = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Authority.AbsoluteUri);
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            if (IsHanging)
            {
                Interlocked.Increment(ref _asked);
                await _hung.Task.WaitAsync(context.RequestAborted);
            }

            await next(context);
        });
        _app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = $"{Issuer}/keys",
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo",
        });
        _app.MapGet("/userinfo", () => Count(UserInfo()));
        _app.MapPost("/token", () => Count(Token()));
        _app.MapGet("/keys", () => new Dictionary<string, object>
        {
            ["keys"] = new[]
            {
                new Dictionary<string, string>
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["kid"] = KeyId,
                    ["n"] = Base64UrlEncoder.Encode(_key.ExportParameters(false).Modulus!),
                    ["e"] = Base64UrlEncoder.Encode(_key.ExportParameters(false).Exponent!),
                },
            },
        });
    }

    /// <summary>Where it is.</summary>
    public Uri Authority { get; }

    /// <summary>What its tokens name.</summary>
    public string Issuer => Authority.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether it takes requests and does not answer them.</summary>
    public bool IsHanging { get; set; }

    /// <summary>What it answers about a person.</summary>
    public Func<IResult> UserInfo { get; set; } = () => Results.NotFound();

    /// <summary>What it answers to a refresh token.</summary>
    public Func<IResult> Token { get; set; } = () => Results.NotFound();

    /// <summary>How many questions about people it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Its key.</summary>
    public SigningCredentials Key => new(new RsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256);

    /// <summary>The public part of its key, as text of a PEM file.</summary>
    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    public Task StartAsync() => _app.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>A token as it issues them, for the audience <c>api</c> and 5 minutes, with one thing or another changed.</summary>
    /// <param name="claims">Claims beside <c>sub</c>.</param>
    /// <param name="change">Changes it.</param>
    /// <param name="defaultTimes">Whether a token without an end gets one.</param>
    public string Issue(Dictionary<string, object> claims, Action<SecurityTokenDescriptor>? change = null, bool defaultTimes = true)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "api",
            Claims = new Dictionary<string, object>(claims),
            SigningCredentials = Key,
        };
        descriptor.Claims.TryAdd("sub", "7f3a");
        if (defaultTimes)
        {
            (descriptor.IssuedAt, descriptor.NotBefore) = (DateTime.UtcNow, DateTime.UtcNow.AddMinutes(-10));
            descriptor.Expires = DateTime.UtcNow.AddMinutes(5);
        }

        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        _hung.TrySetCanceled();
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Count(IResult answer)
    {
        Interlocked.Increment(ref _asked);
        return answer;
    }
}
