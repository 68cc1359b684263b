using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Client.Doctor;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Soap;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>The watcher in everyday use: look-ups, its first failure, a new password, its end.</summary>
public sealed class EverydayTests
{
    private const string Ada = "ada@example.com";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_look_up_costs_the_same_whatever_the_number_of_contacts()
    {
        string[] many = [.. Enumerable.Range(0, 5000).Select(i => $"p{i}@example.com")];
        var hub = new NotificationHub();
        await using var watcher = new PresenceWatcher(ModelWorld.OptionsFor(many), hub, new ModelClient(hub, TimeProvider.System, many));
        await watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct);
        Assert.Same(watcher.Snapshot, watcher.Snapshot);
        Assert.Same(watcher.Details, watcher.Details);
        Assert.Same(watcher.Contacts, watcher.Contacts);
        Assert.InRange(Allocated(() => Assert.Equal(PresenceState.Unavailable, watcher.Snapshot["sip:P77@example.com"])), 0, 4096);
        Assert.InRange(Allocated(() => Assert.True(watcher.TryGet("p4999@example.com", out PresenceState _))), 0, 4096);
        Assert.InRange(Allocated(() => Assert.False(watcher.TryGet("nobody@example.com", out _))), 0, 4096);
        Assert.Equal(5000, watcher.Snapshot.Count);
        watcher.RemoveContacts(many[0]);
        Assert.False(watcher.Snapshot.ContainsKey(many[0]));
        Assert.False(watcher.TryGet(many[0], out _));
        Assert.Equal(many[1..], watcher.Contacts);
    }

    [Fact]
    public async Task A_snapshot_stays_as_it_was()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada);
        await using var watcher = new PresenceWatcher(ModelWorld.OptionsFor(Ada), hub, client);
        await watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct);
        var before = watcher.Snapshot;
        client.Change(server => server.Set(Ada, PresenceState.Busy));
        await Eventually.IsAsync(() => watcher.TryGet(Ada, out var state) && state == PresenceState.Busy);
        Assert.Equal((PresenceState.Unavailable, PresenceState.Busy), (before[Ada], watcher.Snapshot[Ada]));
        Assert.Throws<KeyNotFoundException>(() => before["nobody@example.com"]);
    }

    [Fact]
    public async Task Waiting_until_live_says_that_the_password_is_wrong_and_a_new_one_is_tried_at_once()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada) { Password = "new" };
        await using var watcher = new PresenceWatcher(ModelWorld.OptionsFor(Ada), hub, client, new FakeTimeProvider(ModelWorld.Begin));
        var refused = await Assert.ThrowsAsync<WatcherLostException>(() => watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct));
        Assert.Equal(PwsErrorCode.LoginFailed, Assert.IsType<PwsException>(refused.InnerException).Code);
        Assert.Contains("114 The login failed. (app could not log in watcher.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(WatcherState.Lost, watcher.Health.State);

        // The clock stands still, so that no other try falls due.
        watcher.RenewPassword("new");
        await watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct);
        Assert.Equal(PresenceState.Unavailable, watcher.Snapshot[Ada]);
    }

    [Fact]
    public async Task Without_contacts_a_wrong_password_is_told_too()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada) { Password = "new" };
        await using var watcher = new PresenceWatcher(ModelWorld.OptionsFor(), hub, client);
        await Assert.ThrowsAsync<WatcherLostException>(() => watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct));
        await foreach (var told in watcher.ReadEventsAsync(Ct))
        {
            Assert.IsType<SourceLost>(told);
            break;
        }

        watcher.RenewPassword("new");
        await watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct);
        Assert.Equal(WatcherState.Live, watcher.Health.State);
    }

    [Fact]
    public async Task Waiting_until_live_says_who_is_left_out()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada);
        client.Change(server => server.Spells = _ => null);
        await using var watcher = new PresenceWatcher(ModelWorld.OptionsFor(Ada), hub, client);
        var refused = await Assert.ThrowsAsync<WatcherLostException>(() => watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct));
        Assert.Contains(Ada, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waits_until_live_is_told_of_the_end()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada) { FetchGate = new TaskCompletionSource() };
        var watcher = new PresenceWatcher(ModelWorld.OptionsFor(Ada), hub, client);
        var live = watcher.WaitUntilLiveAsync(Ct);
        await watcher.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => live.WaitAsync(Bound, Ct));
    }

    [Fact]
    public async Task A_server_that_hangs_is_believed_for_no_longer_than_half_of_FailOverAfter_whatever_the_client_allows()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada) { FetchGate = new TaskCompletionSource() };
        await using var watcher = new PresenceWatcher(
            ModelWorld.OptionsFor(Ada) with { FailOverAfter = TimeSpan.FromSeconds(1) },
            hub,
            client);
        var lost = await Assert.ThrowsAsync<WatcherLostException>(() => watcher.WaitUntilLiveAsync(Ct).WaitAsync(Bound, Ct));
        Assert.Equal("http://model did not answer within 0.5 s; check that the service is alive.", lost.Message);
    }

    public static TheoryData<Type> Disposables() =>
        [.. new[] { typeof(PresenceWatcher).Assembly, typeof(ContactUri).Assembly }.SelectMany(a => a.GetExportedTypes())
            .Where(
                t => t is { IsClass: true, IsAbstract: false }
                    && (t.IsAssignableTo(typeof(IDisposable)) || t.IsAssignableTo(typeof(IAsyncDisposable))))];

    [Theory, MemberData(nameof(Disposables))]
    public async Task Every_member_of_what_was_disposed_of_says_so(Type type)
    {
        var disposed = await DisposedAsync(type);
        string[] excepted = [nameof(IDisposable.Dispose), nameof(IAsyncDisposable.DisposeAsync), "get_" + nameof(PresenceWatcher.Health)];
        var members = type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !excepted.Contains(m.Name))
            .ToList();
        Assert.NotEmpty(members);
        foreach (var member in members)
        {
            object?[] arguments = [.. member.GetParameters().Select(Argument)];
            var thrown = await Record.ExceptionAsync(() => CallAsync(disposed, member, arguments));
            Assert.True(thrown is ObjectDisposedException, $"{type.Name}.{member.Name}: {thrown}");
        }
    }

    [Fact]
    public async Task Clients_made_of_one_that_was_disposed_of_are_disposed_of_too_and_not_the_other_way_round()
    {
        foreach (IPwsClient client in new IPwsClient[] { new PwsClient(Options()), new SoapPwsClient(Options()) })
        {
            var other = client.At(new Uri("http://127.0.0.1:1"));
            ((IDisposable)client.At(new Uri("http://127.0.0.1:1"))).Dispose();
            await Assert.ThrowsAsync<PwsTransportException>(() => other.LogInAsync("app", "secret", cancellationToken: Ct));
            ((IDisposable)client).Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => other.LogInAsync("app", "secret", cancellationToken: Ct));
        }
    }

    [Fact]
    public void No_text_and_no_json_shows_a_password_or_a_key()
    {
        var app = new AppSession { Server = new Uri("http://node"), User = "app", Key = "s3cret" };
        var user = new EndUserSession { Server = new Uri("http://node"), User = "joe", Key = "s3cret" };
        object[] all =
        [
            ModelWorld.OptionsFor(Ada) with { Password = "s3cret" },
            new DoctorOptions { Server = new Uri("http://node"), AppUser = "app", Password = "s3cret" },
            app,
            user,
            new PwsLogin { App = app, User = user },
            new SessionAnswer("s3cret", null, null),
            new SoapLogin(false, "app", "s3cret", "s3cret"),
        ];
        foreach (var one in all)
        {
            Assert.DoesNotContain("s3cret", one.ToString()!, StringComparison.Ordinal);
            if (one.GetType().Assembly == typeof(PresenceWatcher).Assembly)
            {
                Assert.DoesNotContain("s3cret", JsonSerializer.Serialize(one, one.GetType()), StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain("s3cret", JsonSerializer.Serialize<PwsSession>(app), StringComparison.Ordinal);
    }

    private static PwsClientOptions Options() => new() { Server = new Uri("http://127.0.0.1:1") };

    private static async Task<object> DisposedAsync(Type type)
    {
        object made = type == typeof(PresenceWatcher) ? new PresenceWatcher(ModelWorld.OptionsFor(Ada), new NotificationHub())
            : type == typeof(PwsClient) ? new PwsClient(Options())
            : type == typeof(SoapPwsClient) ? new SoapPwsClient(Options())
            : type == typeof(PresenceListener) ? PresenceListener.Start(new PresenceListenerOptions { Port = 0 })
            : throw new NotSupportedException($"Say how {type} is made.");
        if (made is IAsyncDisposable later)
        {
            await later.DisposeAsync();
        }
        else
        {
            ((IDisposable)made).Dispose();
        }

        return made;
    }

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var t when t.IsByRef => null,
        var t when t == typeof(string) => Ada,
        var t when t == typeof(Uri) => new Uri("http://127.0.0.1:1"),
        var t when t == typeof(int) => 1,
        var t when t == typeof(bool) => false,
        var t when t == typeof(TimeSpan) => TimeSpan.FromHours(1),
        var t when t == typeof(PresenceState) => PresenceState.Busy,
        var t when t == typeof(IReadOnlyCollection<string>) => new[] { Ada },
        var t when t == typeof(AppSession) => new AppSession { Server = new Uri("http://127.0.0.1:1"), User = "app", Key = "key" },
        var t when t.IsAssignableFrom(typeof(EndUserSession)) => new EndUserSession
        {
            Server = new Uri("http://127.0.0.1:1"),
            User = "joe",
            Key = "key",
        },
        var t when t == typeof(PidfDocument) => new PidfDocument { Entity = Ada },
        var t when t == typeof(CancellationToken) => Ct,
        var t => throw new NotSupportedException($"Say what to give for {t}."),
    };

    private static async Task CallAsync(object on, MethodInfo member, object?[] arguments)
    {
        try
        {
            if (member.Invoke(on, arguments) is Task task)
            {
                await task;
            }
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    private static long Allocated(Action act)
    {
        act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
