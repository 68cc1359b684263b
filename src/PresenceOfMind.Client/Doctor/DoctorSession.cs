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

    public async Task<Finding> ExamineAsync(DoctorCheck check, CancellationToken cancellationToken) => check switch
    {
        DoctorCheck.Name => ServerFindings.Name(
            options.Server, _reach = await _probe.ReachAsync(options.Server, cancellationToken).ConfigureAwait(false)),
        DoctorCheck.Port => ServerFindings.Port(options.Server, _reach!),
        DoctorCheck.Certificate => await CertificateAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.Clock => ServerFindings.Clock(_look.Date, time.GetUtcNow()),
        DoctorCheck.LogIn => await LogInAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.EndUser => await LogInEndUserAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.Home => SessionFindings.Home(_user!, options.Server),
        DoctorCheck.Contacts => await ContactsAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.Times => EndpointFindings.Times(options.Expiry, options.FetchInterval),
        DoctorCheck.EndpointUrl => await EndpointAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.EndpointPort => options.Endpoint is { } url ? EndpointFindings.Port(url, options.CommonPorts) : NoEndpoint(check),
        DoctorCheck.Subscription => await SubscriptionAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.FirstNotification => await FirstNotificationAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.Notification => await NotificationAsync(cancellationToken).ConfigureAwait(false),
        DoctorCheck.Latch => await LatchAsync(cancellationToken).ConfigureAwait(false),
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

    private static Finding NoEndpoint(DoctorCheck check) =>
        NotificationFindings.Skipped(check, "No endpoint is given.", "Give the endpoint of the application.");

    private async Task<Finding> CertificateAsync(CancellationToken cancellationToken)
    {
        _look = await _probe.LookAsync(options.ForClient(), cancellationToken).ConfigureAwait(false);
        return options.Server.Scheme == Uri.UriSchemeHttps
            ? ServerFindings.Certificate(options.ForClient(), _look.Certificate, time.GetUtcNow())
            : ServerFindings.Plain();
    }

    private async Task<Finding> LogInAsync(CancellationToken cancellationToken)
    {
        try
        {
            _app = await client.LogInAsync(options.AppUser, options.Password, cancellationToken: cancellationToken).ConfigureAwait(false);
            return SessionFindings.LoggedIn(_app, options.Server);
        }
        catch (PwsException refused)
        {
            return SessionFindings.AppUserRefused(options.AppUser, refused);
        }
    }

    private async Task<Finding> LogInEndUserAsync(CancellationToken cancellationToken)
    {
        if (options.EndUser is not { } user)
        {
            return NotificationFindings.Skipped(DoctorCheck.EndUser, "No end user is given.", "Give the end user of the application.");
        }

        try
        {
            _user = await LogInEndUserAsync(user, cancellationToken).ConfigureAwait(false);
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

    private async Task<EndUserSession> LogInEndUserAsync(string user, CancellationToken cancellationToken)
    {
        try
        {
            return await client.LogInEndUserAsync(_app!, user, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (PwsRedirectException elsewhere)
        {
            _home = elsewhere.Home;
            var both = await client.At(_home).LogInBothAsync(
                options.AppUser, options.Password, user, cancellationToken: cancellationToken).ConfigureAwait(false);
            _app = both.App;
            return both.User;
        }
    }

    // Asked without a subscription, so that no latch is opened.
    private async Task<Finding> ContactsAsync(CancellationToken cancellationToken)
    {
        string[] asked = options.Contacts.Count > 0 ? [.. options.Contacts.Take(MostContacts)] : [Self];
        return ContactFindings.Evaluate(
            asked, await client.GetPresenceAsync(_user!, asked, cancellationToken).ConfigureAwait(false), _user!.Server);
    }

    private async Task<Finding> EndpointAsync(CancellationToken cancellationToken)
    {
        if (options.Endpoint is not { } url)
        {
            return NoEndpoint(DoctorCheck.EndpointUrl);
        }

        _listener = await DoctorListener.TryStartAsync(url, cancellationToken).ConfigureAwait(false);
        var reached = await _probe.CanConnectAsync(url, cancellationToken).ConfigureAwait(false);
        _holder = !reached ? EndpointHolder.Nobody : _listener is null ? EndpointHolder.Application : EndpointHolder.Doctor;
        return EndpointFindings.Url(url, options.Server, _holder);
    }

    private async Task<Finding> SubscriptionAsync(CancellationToken cancellationToken) => options.Subscription is { } id
        ? NotificationFindings.Subscription(id, await SetUpProbe.IsAliveAsync(client, _user!, id, cancellationToken).ConfigureAwait(false))
        : NotificationFindings.Skipped(DoctorCheck.Subscription, "No subscription is given.", "Give the subscription of the application.");

    private async Task<Finding> FirstNotificationAsync(CancellationToken cancellationToken)
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
            _listener = await DoctorListener.TryStartAsync(url, cancellationToken).ConfigureAwait(false);
        }

        if (_listener is null)
        {
            return NotificationFindings.Skipped(
                DoctorCheck.FirstNotification,
                "The doctor cannot listen at a common port of the endpoint's machine.",
                "Run it on that machine.");
        }

        _own = new Uri(url, _path);
        _endpoint = await client.RegisterEndpointAsync(_app!, _own, Hour, cancellationToken).ConfigureAwait(false);
        _subscription = await client.SubscribeAsync(_user!, _endpoint.Value, [Self], Hour, cancellationToken).ConfigureAwait(false);
        var came = await _listener.WaitAsync(_path, _subscription.Value, options.Patience, cancellationToken).ConfigureAwait(false);
        return NotificationFindings.First(came, _own, options.Patience, options.CommonPorts.Contains(_own.Port));
    }

    private async Task<Finding> NotificationAsync(CancellationToken cancellationToken)
    {
        if (!options.MaySetPresence)
        {
            return NotificationFindings.Skipped(
                DoctorCheck.Notification,
                "Skipped, because this step sets the end user's presence for a moment.",
                "Allow it to set presence.");
        }

        var id = _subscription!.Value;
        await client.GetSubscribedPresenceAsync(_user!, id, cancellationToken).ConfigureAwait(false);
        _listener!.Forget();
        if (!await _switch!.ChangeAsync(cancellationToken).ConfigureAwait(false))
        {
            return NotificationFindings.Unchanged(_user!.User);
        }

        var came = await _listener.WaitAsync(_path, id, options.Patience, cancellationToken).ConfigureAwait(false);
        if (came && _holder == EndpointHolder.Doctor && WatchesSelf && options.Subscription is { } other)
        {
            _applicationHeard = await ApplicationHeardAsync(other, cancellationToken).ConfigureAwait(false);
        }

        return NotificationFindings.Changed(came, _own!, options.Patience);
    }

    private async Task<Finding> LatchAsync(CancellationToken cancellationToken)
    {
        var id = options.Subscription!.Value;
        if (_applicationHeard is { } heard)
        {
            return await LatchAsync(id, heard, cancellationToken).ConfigureAwait(false);
        }

        if (options.MayClearLatch)
        {
            await LeaveOpenAsync(id, cancellationToken).ConfigureAwait(false);
            return NotificationFindings.LatchCleared(id);
        }

        return LatchSkipped(id);
    }

    private async Task<Finding> LatchAsync(int id, bool heard, CancellationToken cancellationToken)
    {
        if (heard)
        {
            await LeaveOpenAsync(id, cancellationToken).ConfigureAwait(false);
            return NotificationFindings.LatchOpen(id);
        }

        if (!options.MayClearLatch)
        {
            return NotificationFindings.LatchStuck(id, cleared: false);
        }

        await FetchAsync(id, cancellationToken).ConfigureAwait(false);
        _listener!.Forget();
        if (!await _switch!.ChangeAsync(cancellationToken).ConfigureAwait(false)
            || !await ApplicationHeardAsync(id, cancellationToken).ConfigureAwait(false))
        {
            return NotificationFindings.StillSilent(id);
        }

        await LeaveOpenAsync(id, cancellationToken).ConfigureAwait(false);
        return NotificationFindings.LatchStuck(id, cleared: true);
    }

    private Finding LatchSkipped(int id)
    {
        var (why, remedy) = (_holder, WatchesSelf, options.MaySetPresence) switch
        {
            (EndpointHolder.Application, _, _) => (
                "the notifications go to the application that listens there now",
                "Stop the application for a moment, or have the latch cleared."),
            (_, false, _) => (
                $"subscription {id} does not watch {_user!.User}, whose presence the doctor could set",
                "Have the latch cleared."),
            (_, _, false) => ("this step sets the end user's presence for a moment, which is not allowed yet", "Allow it to set presence."),
            _ => ("no change could be made that causes a notification", "Have the latch cleared."),
        };
        return NotificationFindings.Skipped(DoctorCheck.Latch, $"Not looked at: {why}.", remedy);
    }

    // The doctor takes the application's notifications, so it fetches too, after its own last change.
    private async Task LeaveOpenAsync(int id, CancellationToken cancellationToken)
    {
        await _switch!.BackAsync(cancellationToken).ConfigureAwait(false);
        await FetchAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private async Task FetchAsync(int id, CancellationToken cancellationToken) =>
        await client.GetSubscribedPresenceAsync(_user!, id, cancellationToken).ConfigureAwait(false);

    private Task<bool> ApplicationHeardAsync(int id, CancellationToken cancellationToken) =>
        _listener!.WaitAsync(options.Endpoint!.AbsolutePath, id, options.Patience, cancellationToken);

    private string Self => $"{options.EndUser}@{_user!.Server.Host}";

    private bool WatchesSelf => options.Contacts.Count == 0
        || options.Contacts.Any(c => ContactUri.GetUser(c).Equals(options.EndUser, StringComparison.OrdinalIgnoreCase));
}
