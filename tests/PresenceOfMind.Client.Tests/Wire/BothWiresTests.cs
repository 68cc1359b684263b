using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Soap;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Wire;

/// <summary>All operations against the real server, the same by REST, SOAP 1.1 and SOAP 1.2.</summary>
public abstract class BothWiresTests(WireServer server) : IClassFixture<WireServer>, IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private CallbackListener _listener = null!;
    private IPwsClient _client = null!;
    private AppSession _app = null!;
    private EndUserSession _user = null!;
    private string _name = "";

    private protected abstract IPwsClient NewClient(PwsClientOptions options);

    public async ValueTask InitializeAsync()
    {
        _listener = await CallbackListener.StartAsync();
        _client = NewClient(new PwsClientOptions { Server = server.Server.Address, Timeout = Eventually.Bound });
        _name = await server.NewUserAsync(GetType().Name.ToLowerInvariant());
        _app = await _client.LogInAsync("app-" + _name, "secret", cancellationToken: Ct);
        _user = await _client.LogInEndUserAsync(_app, _name, cancellationToken: Ct);
    }

    public async ValueTask DisposeAsync()
    {
        (_client as IDisposable)!.Dispose();
        await _listener.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Logging_in_again_joins_the_session_and_force_ends_it()
    {
        Assert.Equal(_app, await _client.LogInAsync("app-" + _name, "secret", cancellationToken: Ct));
        Assert.Equal(_user, await _client.LogInEndUserAsync(_app, _name, cancellationToken: Ct));

        var forced = await _client.LogInEndUserAsync(_app, _name, force: true, Ct);

        Assert.NotEqual(_user.Key, forced.Key);
        await RefusedAsync(PwsErrorCode.SessionKeyInvalid, () => _client.GetPresenceAsync(_user, [Self], Ct));
        Assert.Single(await _client.GetPresenceAsync(forced, [Self], Ct));
        var again = await _client.LogInAsync("app-" + _name, "secret", force: true, Ct);
        await RefusedAsync(PwsErrorCode.SessionKeyInvalid, () => _client.GetPresenceAsync(forced, [Self], Ct));
        Assert.NotEqual(_app.Key, again.Key);
    }

    [Fact]
    public async Task Logging_out_ends_the_sessions_of_the_end_users_too()
    {
        await _client.LogOutAsync(_app, Ct);
        await RefusedAsync(PwsErrorCode.SessionKeyInvalid, () => _client.GetPresenceAsync(_user, [Self], Ct));
        await RefusedAsync(PwsErrorCode.SessionKeyInvalid, () => _client.LogOutAsync(_app, Ct));
    }

    [Fact]
    public async Task A_subscription_notifies_once_until_it_is_fetched()
    {
        var endpoint = await _client.RegisterEndpointAsync(_app, new Uri(_listener.Url), Hour, Ct);
        var subscription = await _client.SubscribeAsync(_user, endpoint, [Self, "nobody@localhost"], Hour, Ct);
        Assert.Equal((1, 1), (endpoint, subscription));
        Assert.Equal($"/pws?id=1&eventType=PRESENCE_NOTIFICATION", await _listener.NextAsync());

        await _client.SetPresenceAsync(_user, PresenceState.Away, Hour, cancellationToken: Ct);
        Assert.Equal(
            [new ContactPresence
            {
                ContactUri = Self,
                State = PresenceState.Away,
            }, new ContactPresence { ContactUri = "nobody@localhost", State = PresenceState.Unknown }],
            await _client.GetSubscribedPresenceAsync(_user, subscription, Ct));
        Assert.Equal(0, _listener.Waiting);

        await _client.SetPresenceAsync(_user, PresenceState.Busy, Hour, cancellationToken: Ct);
        await _listener.NextAsync();
        Assert.Equal(PresenceState.Busy, (await _client.GetSubscribedRichPresenceAsync(_user, subscription, Ct))[0].State);
        await _client.SetPresenceAsync(_user, PresenceState.Available, Hour, cancellationToken: Ct);
        await _listener.NextAsync();
    }

    [Fact]
    public async Task Contacts_come_and_go_and_lives_are_prolonged()
    {
        var endpoint = await _client.RegisterEndpointAsync(_app, new Uri(_listener.Url), Hour, Ct);
        var subscription = await _client.SubscribeAsync(_user, endpoint, [Self], Hour, Ct);

        await _client.AddContactsAsync(_user, subscription, ["joe@localhost"], Ct);
        Assert.Equal(
            [Self, "joe@localhost"],
            (await _client.GetSubscribedPresenceAsync(_user, subscription, Ct)).Select(c => c.ContactUri));
        await _client.RemoveContactsAsync(_user, subscription, [Self], Ct);
        Assert.Equal(["joe@localhost"], (await _client.GetSubscribedPresenceAsync(_user, subscription, Ct)).Select(c => c.ContactUri));
        await RefusedAsync(PwsErrorCode.ContactNotSubscribed, () => _client.RemoveContactsAsync(_user, subscription, [Self], Ct));

        await _client.RefreshEndpointAsync(_app, endpoint, Hour * 2, Ct);
        await _client.RefreshSubscriptionAsync(_user, subscription, Hour * 2, Ct);
        Assert.Equal(endpoint + 1, await _client.RegisterEndpointAsync(_app, new Uri(_listener.Url), Hour, Ct));
        Assert.Equal(subscription + 1, await _client.SubscribeAsync(_user, endpoint, [Self], Hour, Ct));
    }

    [Fact]
    public async Task What_was_ended_is_not_there_any_more()
    {
        var endpoint = await _client.RegisterEndpointAsync(_app, new Uri(_listener.Url), Hour, Ct);
        var subscription = await _client.SubscribeAsync(_user, endpoint, [Self], Hour, Ct);

        await _client.UnsubscribeAsync(_user, subscription, Ct);
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.UnsubscribeAsync(_user, subscription, Ct));
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.GetSubscribedPresenceAsync(_user, subscription, Ct));
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.RefreshSubscriptionAsync(_user, subscription, Hour, Ct));
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.AddContactsAsync(_user, subscription, [Self], Ct));
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.RemoveContactsAsync(_user, subscription, [Self], Ct));

        await _client.UnregisterEndpointAsync(_app, endpoint, Ct);
        await RefusedAsync(PwsErrorCode.EndpointUnknown, () => _client.UnregisterEndpointAsync(_app, endpoint, Ct));
        await RefusedAsync(PwsErrorCode.EndpointUnknown, () => _client.RefreshEndpointAsync(_app, endpoint, Hour, Ct));
        await RefusedAsync(PwsErrorCode.EndpointUnknown, () => _client.SubscribeAsync(_user, endpoint, [Self], Hour, Ct));
    }

    [Fact]
    public async Task An_id_of_nothing_is_unknown_and_makes_nothing()
    {
        await RefusedAsync(PwsErrorCode.EndpointUnknown, () => _client.RefreshEndpointAsync(_app, 0, Hour, Ct));
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.RefreshSubscriptionAsync(_user, 0, Hour, Ct));
        await RefusedAsync(PwsErrorCode.SubscriptionUnknown, () => _client.AddContactsAsync(_user, 0, [Self], Ct));
        Assert.Equal(1, await _client.RegisterEndpointAsync(_app, new Uri(_listener.Url), Hour, Ct));
    }

    [Fact]
    public async Task Rich_presence_is_set_read_and_cleared()
    {
        var away = new PidfDocument
        {
            Entity = "sip:" + Self,
            Person = new PidfPerson
            {
                Activities = [new PidfElement { Name = "vacation" }],
                Notes = [new PidfNote { Text = "by the <sea>" }],
            },
            Tuples = [new PidfTuple { Id = PwsTuples.Override, IsOpen = true }],
        };
        await _client.SetRichPresenceAsync(_user, away, Hour, overriding: true, Ct);

        var document = Assert.Single(await _client.GetRichPresenceAsync(_user, [Self], Ct));
        Assert.Equal(("sip:" + Self, PresenceState.Vacation), (document.Entity, document.State));
        Assert.Contains(document.Person!.Notes, n => n.Text == "by the <sea>");

        var clear = away with { Person = new PidfPerson { Activities = [new PidfElement { Name = "clear" }] } };
        await _client.SetRichPresenceAsync(_user, clear, Hour, overriding: true, Ct);
        Assert.Equal(PresenceState.Unavailable, Assert.Single(await _client.GetPresenceAsync(_user, [Self], Ct)).State);
    }

    [Fact]
    public async Task Refusals_carry_the_services_code()
    {
        await RefusedAsync(PwsErrorCode.LoginFailed, () => _client.LogInAsync("app-" + _name, "wrong", cancellationToken: Ct));
        await RefusedAsync(PwsErrorCode.LoginFailed, () => _client.LogInEndUserAsync(_app, "nobody", cancellationToken: Ct));
        await RefusedAsync(
            PwsErrorCode.AvailableWithOverride,
            () => _client.SetPresenceAsync(_user, PresenceState.Available, Hour, overriding: true, Ct));
        await RefusedAsync(
            PwsErrorCode.DndWithoutOverride, () => _client.SetPresenceAsync(_user, PresenceState.Dnd, Hour, cancellationToken: Ct));
        await RefusedAsync(
            PwsErrorCode.ExpiryInvalid,
            () => _client.SetPresenceAsync(_user, PresenceState.Away, TimeSpan.FromMinutes(1), cancellationToken: Ct));
        var asUser = new AppSession { Server = _user.Server, User = _user.User, Key = _user.Key };
        await RefusedAsync(PwsErrorCode.AppUserRequired, () => _client.RegisterEndpointAsync(asUser, new Uri(_listener.Url), Hour, Ct));
        var asApp = new EndUserSession { Server = _app.Server, User = _app.User, Key = _app.Key };
        await RefusedAsync(PwsErrorCode.EndUserRequired, () => _client.GetPresenceAsync(asApp, [Self], Ct));
    }

    [Fact]
    public async Task A_session_of_one_wire_is_good_on_the_other()
    {
        var options = new PwsClientOptions { Server = server.Server.Address };
        using var rest = new PwsClient(options);
        using var soap = new SoapPwsClient(options);
        await rest.SetPresenceAsync(_user, PresenceState.Away, Hour, cancellationToken: Ct);
        Assert.Equal(PresenceState.Away, Assert.Single(await soap.GetPresenceAsync(_user, [Self], Ct)).State);
    }

    [Fact]
    public async Task Five_thousand_contacts_are_asked_for_and_answered()
    {
        string[] many = [.. Enumerable.Range(0, 5000).Select(i => $"person.number.{i}@localhost")];
        Assert.Equal(many, (await _client.GetPresenceAsync(_user, many, Ct)).Select(c => c.ContactUri));
        await RefusedAsync(PwsErrorCode.ContactCountInvalid, () => _client.GetPresenceAsync(_user, [.. many, "one@localhost"], Ct));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_stays_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.GetPresenceAsync(_user, [Self], cancelled.Token));
    }

    private string Self => _name + "@localhost";

    private static async Task RefusedAsync(PwsErrorCode code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<PwsException>(act)).Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
