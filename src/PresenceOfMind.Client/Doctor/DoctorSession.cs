using System.Security.Cryptography;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>One examination: what its steps hand on to each other, and what has to be removed at its end.</summary>
internal sealed class DoctorSession(DoctorOptions options, IPwsClient client, TimeProvider time) : IAsyncDisposable
{
    private const int MostContacts = 1000;

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ProbeTransport _probe = new(ProbeTimeout);
    private readonly string _path = $"/doctor-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
    private ReachProbe? _reach;
    private (CertificateProbe? Certificate, DateTimeOffset? Date) _look;
    private AppSession? _app;
    private EndUserSession? _user;
    private Uri? _home;
    private EndpointHolder _holder;
    private DoctorListener? _listener;
    private Uri? _own;
    private int? _endpoint;
    private int? _subscription;
    private PresenceToggle? _switch;

    // Whether the change that a notification was waited for brought one of the application's subscription too.
    private bool? _applicationHeard;

    public async Task<Finding> ExamineAsync(DoctorCheck check, CancellationToken ct) => check switch
    {
        DoctorCheck.Name => ServerFindings.Name(options.Server, _reach = await _probe.ReachAsync(options.Server, ct).ConfigureAwait(false)),
        DoctorCheck.Port => ServerFindings.Port(options.Server, _reach!),
        DoctorCheck.Certificate => await CertificateAsync(ct).ConfigureAwait(false),
        DoctorCheck.Clock => ServerFindings.Clock(_look.Date, time.GetUtcNow()),
        DoctorCheck.LogIn => await LogInAsync(ct).ConfigureAwait(false),
        DoctorCheck.EndUser => await LogInEndUserAsync(ct).ConfigureAwait(false),
        DoctorCheck.Home => SessionFindings.Home(_user!, options.Server),
        DoctorCheck.Contacts => await ContactsAsync(ct).ConfigureAwait(false),
        DoctorCheck.Times => EndpointFindings.Times(options.Expiry, options.FetchInterval),
        DoctorCheck.EndpointUrl => await EndpointAsync(ct).ConfigureAwait(false),
        DoctorCheck.EndpointPort => options.Endpoint is { } url ? EndpointFindings.Port(url, options.CommonPorts) : NoEndpoint(check),
        DoctorCheck.Subscription => await SubscriptionAsync(ct).ConfigureAwait(false),
        DoctorCheck.FirstNotification => await FirstNotificationAsync(ct).ConfigureAwait(false),
        DoctorCheck.Notification => await NotificationAsync(ct).ConfigureAwait(false),
        DoctorCheck.Latch => await LatchAsync(ct).ConfigureAwait(false),
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, "This is no step."),
    };

    /// <summary>Removes what was made, and sets back what was set, as far as the server lets it.</summary>
    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(ProbeTimeout);
        await TryAsync(() => _switch?.BackAsync(bound.Token)).ConfigureAwait(false);
        await TryAsync(() => _subscription is { } id ? client.UnsubscribeAsync(_user!, id, bound.Token) : null).ConfigureAwait(false);
        await TryAsync(() => _endpoint is { } id ? client.UnregisterEndpointAsync(_app!, id, bound.Token) : null).ConfigureAwait(false);
        if (_listener is { } listener)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task TryAsync(Func<Task?> leave)
    {
        try
        {
            await (leave() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PwsException or PwsTransportException or OperationCanceledException)
        {
            // It ends by itself within the hour.
        }
    }

    private static Finding NoEndpoint(DoctorCheck check) => NotificationFindings.Skipped(check, "No endpoint is given.", "Say where the application listens.");

    private async Task<Finding> CertificateAsync(CancellationToken ct)
    {
        _look = await _probe.LookAsync(options.ForClient(), ct).ConfigureAwait(false);
        return options.Server.Scheme == Uri.UriSchemeHttps
            ? ServerFindings.Certificate(options.ForClient(), _look.Certificate, time.GetUtcNow())
            : ServerFindings.Plain();
    }

    private async Task<Finding> LogInAsync(CancellationToken ct)
    {
        try
        {
            _app = await client.LogInAsync(options.AppUser, options.Password, ct: ct).ConfigureAwait(false);
            return SessionFindings.LoggedIn(_app, options.Server);
        }
        catch (PwsException refused)
        {
            return SessionFindings.AppUserRefused(options.AppUser, refused);
        }
    }

    private async Task<Finding> LogInEndUserAsync(CancellationToken ct)
    {
        if (options.EndUser is not { } user)
        {
            return NotificationFindings.Skipped(DoctorCheck.EndUser, "No end user is given.", "Say whose presence the application reads with.");
        }

        try
        {
            _user = await LogInEndUserAsync(user, ct).ConfigureAwait(false);
            _switch = new PresenceToggle(client, _user, Self, Hour);
            return SessionFindings.LoggedIn(_user);
        }
        catch (PwsException refused)
        {
            return SessionFindings.EndUserRefused(user, refused);
        }
        catch (PwsRedirectException elsewhere)
        {
            return SessionFindings.Circle(user, elsewhere);
        }
        catch (PwsTransportException failed) when (_home is { } home)
        {
            return SessionFindings.HomeFailed(user, options.Server, home, failed);
        }
    }

    private async Task<EndUserSession> LogInEndUserAsync(string user, CancellationToken ct)
    {
        try
        {
            return await client.LogInEndUserAsync(_app!, user, ct: ct).ConfigureAwait(false);
        }
        catch (PwsRedirectException elsewhere)
        {
            _home = elsewhere.Home;
            var both = await client.At(_home).LogInBothAsync(options.AppUser, options.Password, user, ct: ct).ConfigureAwait(false);
            _app = both.App;
            return both.User;
        }
    }

    // Asked without a subscription, so that no latch is opened.
    private async Task<Finding> ContactsAsync(CancellationToken ct)
    {
        string[] asked = options.Contacts.Count > 0 ? [.. options.Contacts.Take(MostContacts)] : [Self];
        return ContactFindings.Evaluate(asked, await client.GetPresenceAsync(_user!, asked, ct).ConfigureAwait(false), _user!.Server);
    }

    private async Task<Finding> EndpointAsync(CancellationToken ct)
    {
        if (options.Endpoint is not { } url)
        {
            return NoEndpoint(DoctorCheck.EndpointUrl);
        }

        _listener = await DoctorListener.TryStartAsync(url, ct).ConfigureAwait(false);
        var reached = await _probe.CanConnectAsync(url, ct).ConfigureAwait(false);
        _holder = !reached ? EndpointHolder.Nobody : _listener is null ? EndpointHolder.Application : EndpointHolder.Doctor;
        return EndpointFindings.Url(url, options.Server, _holder);
    }

    private async Task<Finding> SubscriptionAsync(CancellationToken ct) => options.Subscription is { } id
        ? NotificationFindings.Subscription(id, await SetUpProbe.IsAliveAsync(client, _user!, id, ct).ConfigureAwait(false))
        : NotificationFindings.Skipped(DoctorCheck.Subscription, "No subscription is given.", "Say which one the application made.");

    private async Task<Finding> FirstNotificationAsync(CancellationToken ct)
    {
        // Where the application listens itself, the way is the same to another common port of this machine.
        var url = options.Endpoint!;
        foreach (var port in options.CommonPorts.Where(p => p != url.Port))
        {
            if (_listener is not null)
            {
                break;
            }

            url = new UriBuilder(url) { Port = port }.Uri;
            _listener = await DoctorListener.TryStartAsync(url, ct).ConfigureAwait(false);
        }

        if (_listener is null)
        {
            return NotificationFindings.Skipped(
                DoctorCheck.FirstNotification, "The doctor can listen at no common port of the endpoint's machine.", "Run it on that machine.");
        }

        _own = new Uri(url, _path);
        _endpoint = await client.RegisterEndpointAsync(_app!, _own, Hour, ct).ConfigureAwait(false);
        _subscription = await client.SubscribeAsync(_user!, _endpoint.Value, [Self], Hour, ct).ConfigureAwait(false);
        var came = await _listener.WaitAsync(_path, _subscription.Value, options.Patience, ct).ConfigureAwait(false);
        return NotificationFindings.First(came, _own, options.Patience, options.CommonPorts.Contains(_own.Port));
    }

    private async Task<Finding> NotificationAsync(CancellationToken ct)
    {
        if (!options.MaySetPresence)
        {
            return NotificationFindings.Skipped(DoctorCheck.Notification, "Not looked at: it sets the end user's presence for a moment, which was not asked for.", "Allow it to set presence.");
        }

        var id = _subscription!.Value;
        await client.GetSubscribedPresenceAsync(_user!, id, ct).ConfigureAwait(false);
        _listener!.Forget();
        if (!await _switch!.ChangeAsync(ct).ConfigureAwait(false))
        {
            return NotificationFindings.Unchanged(_user!.User);
        }

        var came = await _listener.WaitAsync(_path, id, options.Patience, ct).ConfigureAwait(false);
        if (came && _holder == EndpointHolder.Doctor && WatchesSelf && options.Subscription is { } other)
        {
            _applicationHeard = await ApplicationHeardAsync(other, ct).ConfigureAwait(false);
        }

        return NotificationFindings.Changed(came, _own!, options.Patience);
    }

    private async Task<Finding> LatchAsync(CancellationToken ct)
    {
        var id = options.Subscription!.Value;
        if (_applicationHeard is { } heard)
        {
            return await LatchAsync(id, heard, ct).ConfigureAwait(false);
        }

        if (options.MayClearLatch)
        {
            await LeaveOpenAsync(id, ct).ConfigureAwait(false);
            return NotificationFindings.LatchCleared(id);
        }

        return LatchSkipped(id);
    }

    private async Task<Finding> LatchAsync(int id, bool heard, CancellationToken ct)
    {
        if (heard)
        {
            await LeaveOpenAsync(id, ct).ConfigureAwait(false);
            return NotificationFindings.LatchOpen(id);
        }

        if (!options.MayClearLatch)
        {
            return NotificationFindings.LatchStuck(id, cleared: false);
        }

        await FetchAsync(id, ct).ConfigureAwait(false);
        _listener!.Forget();
        if (!await _switch!.ChangeAsync(ct).ConfigureAwait(false) || !await ApplicationHeardAsync(id, ct).ConfigureAwait(false))
        {
            return NotificationFindings.StillSilent(id);
        }

        await LeaveOpenAsync(id, ct).ConfigureAwait(false);
        return NotificationFindings.LatchStuck(id, cleared: true);
    }

    private Finding LatchSkipped(int id)
    {
        var (why, remedy) = (_holder, WatchesSelf, options.MaySetPresence) switch
        {
            (EndpointHolder.Application, _, _) => ("the notifications go to whoever listens there now", "End the application for a moment, or have the latch cleared."),
            (_, false, _) => ($"subscription {id} does not watch {_user!.User}, whose presence the doctor could set", "Have the latch cleared."),
            (_, _, false) => ("it sets the end user's presence for a moment, which was not asked for", "Allow it to set presence."),
            _ => ("no change could be made that brings a notification", "Have the latch cleared."),
        };
        return NotificationFindings.Skipped(DoctorCheck.Latch, $"Not looked at: {why}.", remedy);
    }

    // The doctor takes the application's notifications, so it fetches too, after its own last change.
    private async Task LeaveOpenAsync(int id, CancellationToken ct)
    {
        await _switch!.BackAsync(ct).ConfigureAwait(false);
        await FetchAsync(id, ct).ConfigureAwait(false);
    }

    private async Task FetchAsync(int id, CancellationToken ct) => await client.GetSubscribedPresenceAsync(_user!, id, ct).ConfigureAwait(false);

    private Task<bool> ApplicationHeardAsync(int id, CancellationToken ct) =>
        _listener!.WaitAsync(options.Endpoint!.AbsolutePath, id, options.Patience, ct);

    private string Self => $"{options.EndUser}@{_user!.Server.Host}";

    private bool WatchesSelf => options.Contacts.Count == 0
        || options.Contacts.Any(c => ContactUri.UserOf(c).Equals(options.EndUser, StringComparison.OrdinalIgnoreCase));
}
