# The desk screen. Words for the same thing are the same word everywhere (docs/glossary.md).

## Durations and measures

duration-s = { $a } s
duration-min-s = { $a } min { $b } s
duration-h-min = { $a } h { $b } min
duration-d-h = { $a } d { $b } h
duration-clock = { $a }:{ $b }
duration-short-h = { $a } h { $b }
metres = { $m } m
latitude = Latitude
longitude = Longitude

## General

cancel-form = Cancel
close-dialog = Close this window
try-again = Try again
act-busy = Writing…
act-kept = Kept as entry { $entry }.
actions = Actions
remark = Remark
reason = Reason
reason-optional = Reason (if any)
reason-none = The pack in force offers no reasons for this.
now-is = Now: { $what }
problem-unreachable-title = The server did not answer.
problem-unreachable-detail = Nobody knows yet whether this was kept. Send it again: the record takes it only once.

## Top bar

language = Language
theme = Theme:
theme-next = Change the theme
theme-auto = Auto
theme-light = Light
theme-dark = Dark
seat = Seat
seat-shape = A seat name has 1 to 32 small letters, digits or hyphens.
demo-tag = demo · 演示
demo-explained = An invented city: its calls, its units and its streets come from a seed. Nothing here is real.
keys = Keys
keys-note = Keys are silent while you type or while an input method is composing.
link-connecting = Connecting
link-live = Live
link-lost = No connection
link-age = { $time } ago
clock-simulated = Simulated clock
clock-replay = Replay
record-entry = Entry { $entry }
record-behind = { $count ->
    [one] board { $count } entry behind
   *[other] board { $count } entries behind
}
record-checkpoint = checkpoint { $time } ago
record-no-checkpoint = no checkpoint yet
record-checkpoint-title = Signed checkpoint over { $size } entries, root { $root }…
writer-stopped = Nothing can be kept.
writer-stopped-detail = The writer has stopped: { $reason }. Take reports on paper and call the operator of this server.
lost-title = No connection. This board is { $time } old.
lost-detail = Last news at { $time }. What you see may have changed; acts are tried again when the server answers.
lost-never = No connection to the server.
lost-never-detail = No board has been loaded. This screen tries again by itself.

## Keys

key-report = Take a new report
key-reports = See the waiting reports
key-search = Search the queue
key-down = Next incident in the queue
key-up = Previous incident in the queue
key-open = Open the incident
key-send = Send units to the open incident
key-milestone = Next milestone of the unit
key-caller = Open who called
key-note = Add a note
key-close = Close the incident
key-roads = Close or slow a road
key-cover = Show or hide the cover
key-advised = Take the advised units, while sending
key-back = Back
key-queue = Go to the queue
key-units = Go to the units
key-map = Go to the map
key-help = Show these keys

## States

status-available = Available
status-reserved = Reserved
status-sent = Sent
status-acknowledged = Acknowledged
status-departed = Departed
status-on_scene = On scene
status-transporting = Transporting
status-at_destination = At destination
status-returning = Returning
status-out_of_service = Out of service
status-off_shift = Off shift
progress-waiting = Waiting, nobody sent
progress-sent = Sent
progress-acknowledged = Acknowledged
progress-departed = On the way
progress-on_scene = On scene
progress-transporting = Transporting
progress-at_destination = At destination
progress-done = Units done
state-open = Open
state-closed = Closed
state-merged = Merged
ended-cleared = Cleared
ended-cancelled = Cancelled
ended-stood_down = Stood down
ended-diverted = Diverted
source-button = button
source-typed = typed later
source-voice = voice
source-geofence = geofence
source-import = import
mark-late = late
mark-out_of_order = out of order
mark-filled_in = filled in
relation-related = Related
relation-same_place = Same place
relation-same_cause = Same cause
priority-label = Priority { $rank }: { $name }

## Queue

queue-title = Incidents
queue-filter = Which incidents
filter-open = Open
filter-waiting = Waiting
filter-closed = Closed, 1 h
queue-search = Search
queue-loading = Loading the board…
queue-empty-search = No incident here holds these words. Clear the search to see all.
queue-empty-open = No open incidents. Press n to take a report.
queue-empty-waiting = No incident waits for a unit.
queue-empty-closed = No incident was closed within the last hour.
queue-more = { $shown } of { $all } shown.
queue-show-more = Show { $count } more
waiting-short = Reports
waiting-title = Waiting reports
waiting-empty = No report waits for a decision.
column-priority = Priority
column-progress = Progress
column-type = Type
column-age = Age
column-place = Place
column-units = Units
column-clock = Next clock
due-send-in = send { $time }
due-send-over = send +{ $time }
due-arrive-in = arrive { $time }
due-arrive-over = arrive +{ $time }
units-none = none sent
units-done = done
place-point-only = Point on the map
place-none = Place not known
hazard-count = { $count ->
    [one] { $count } hazard
   *[other] { $count } hazards
}
report-count = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
news-incident = New incident, priority { $priority }: { $type }, { $place }.
news-arrived = { $unit } on scene, { $number }.
news-report = A report waits: { $place }.

## Units

units-title = Units
units-tally = { $available } of { $all } available
units-search = Search
units-available-only = Available
units-group-by = Group units by
units-by-kind = Kind
units-by-station = Station
units-group-tally = { $available }/{ $all }
units-empty = No unit is on shift.
units-empty-filter = No unit fits the filter.
unit = Unit
unit-named = Unit { $unit }
unit-kind = Kind
unit-status = Status
unit-incident = Incident
unit-station = Station
unit-crew = Crew
unit-capabilities = Can do
unit-position = Position
unit-position-age = { $time } ago
unit-position-none = not known
unit-gone = This unit is not on shift.
shift-start = Start a shift
shift-no-stations = The pack in force has no stations, so no unit can begin a shift. Import stations first.
shift-extra = Can also do
end-shift-title = End the shift of { $unit }
end-shift-explained = { $unit } leaves the board. Its record stays.
out-of-service-title = Take { $unit } out of service

## Map

map-title = Map of incidents and units
map-no-webgl = This browser cannot draw the map (WebGL 2 is missing). Everything works from the lists.
map-none = No map has been imported for this place. Everything works from the lists.
map-failed = The map could not be drawn. Everything works from the lists.
map-pick-hint = Click the place, or move the map and take what lies under the cross.
map-pick-centre = Take the centre
map-pick-roads = Click roads to choose them, again to give them back.
map-pick-done = Done
legend = Legend
legend-incidents = Incidents, by priority
legend-units = Units, by status
legend-roads = Roads
legend-way = Way of a unit

## Incident panel

panel = Details
panel-empty = Choose an incident or a unit, or take a report.
panel-loading = Loading…
panel-close = Close the panel
incident-named = Incident { $number }
opened = Opened
outcome = Outcome
owner = Owner
merged-into = Merged into
merged-other = the other incident
point-detail = { $where } (within { $metres } m)
runs-title = Units on it
runs-empty = No unit has been sent.
reports-title = Reports
notes-title = Notes
feedback-title = Feedback
feedback-missing = Closing needs the units' feedback.
hazards-title = Hazards
hazard-lifted = lifted
links-title = Links
timeline-title = Record
timeline-empty = Nothing yet.
timeline-entry = Entry { $entry }, by { $seat }
timeline-happened = at { $time }
milestone = Milestone
happened = Happened
device = Device
journal = Journal
source = Source
destination = Destination
leg-count = { $count ->
    [one] { $count } leg
   *[other] { $count } legs
}
next-acknowledged = Acknowledge
next-departed = Depart
next-on_scene = Arrive
next-transporting = Transport
next-at_destination = At destination
next-clear = Clear

## Actions

do-send = Send
do-note = Note
do-close = Close
do-more = More
do-more-for = More for { $unit }
do-hazard = Add a hazard
do-lift = Lift
do-feedback = Add feedback
do-type = Change the type
do-priority = Change the priority
do-place = Correct the place
do-owner = Change the owner
do-link = Link to an incident
do-merge = Merge into another incident
do-reopen = Reopen
do-undo-merge = Undo the merge
do-split = Split off reports
do-undo-split = Undo the split
do-attach = Add to an incident…
do-dismiss = Put aside…
do-detach = Detach
do-receipt = Receipt
do-caller-open = Open…
do-caller-search = Same number…
do-caller-hold = Keep until a date…
do-caller-lift = Lift the hold…
do-caller-erase = Erase…
do-unlink = Undo
do-reserve = Reserve
do-release = Release
do-later = Milestone at an earlier time…
do-leg = Add a leg
do-clear-how = Clear, with choices…
do-divert = Divert
do-cancel = Cancel the unit
do-stand-down = Stand down
do-available = Make available
do-in-service = Back in service
do-out-of-service = Out of service
do-end-shift = End the shift

## Report

report-new = New report
report-answers-unkept = The incident is open, but the answers to the questions were not kept. Add them as a note.
report-continue = Unfinished report
report-since = begun { $time } ago
report-discard = Discard
report-channel = How it came
report-words = What was said
report-spoken-help = in the caller's own words
report-pick = Point on the map
report-unpick = Remove the point
report-no-point = no point yet
report-near = { $count ->
    [one] { $count } open incident within 500 m. The same event?
   *[other] { $count } open incidents within 500 m. The same event?
}
report-open-new = A new incident
report-attach-to = Join { $number }
report-submit-open = Open the incident
report-submit-attach = Add to the incident
place-part = What to correct
place-address = Address
place-spoken_place = Place as spoken
place-point = Point
type = Type
type-search = Type in English or Chinese
type-none = No type fits.
priority = Priority
priority-own = Your choice. The answers suggest { $suggested }.
priority-use = Use it
priority-raised = Raised by: { $question }

## Sending

send-title = Send units
send-back = Back to the incident
send-plan = Response plan
send-no-plan = This type has no response plan.
send-search = Unit, kind or capability
send-busy-too = Also busy ones
send-by-road = Sorted by fit, then by travel time by road.
send-straight-line = There is no map: sorted by fit, then by straight-line distance, not by travel time.
send-no-times = Travel times are not available: the server did not answer. Sorted by fit, then by name.
send-times-old = These travel times are { $time } old: the server does not answer.
send-times-coming = Travel times are being worked out…
send-advised = advised
send-advised-for = Advised for: { $what }
send-take-advised = Take the advised: { $units }
send-short = { $what }: { $count } missing
send-passed-over = { $count ->
    [one] { $count } unit would be there earlier and is passed over
   *[other] { $count } units would be there earlier and are passed over
}
send-passed-one = { $unit } { $time }, { $status }
send-no-point = The incident has no point, so no distance is known.
send-empty = No unit can be sent that fits. Show busy ones to divert one.
send-more = { $count } more. Type to narrow the list.
send-none = Choose a unit
send-submit = Send { $units }
away = { $km } km straight
travel-by-road = { $time } by road
travel-from-station = from station
travel-walk = { $time } on foot
travel-none = Later than the units with a time, or no way by the roads as they are known now.
travel-straight = A straight line, not a way through streets.
travel-unknown = Not known how long it takes.

## Roads

roads-open = Roads
roads-count = { $count ->
    [one] { $count } change of roads
   *[other] { $count } changes of roads
}
roads-title = Changes of roads
roads-change = Close or slow a road
roads-street = Find a road by name
roads-street-help = Street, crossing or address
roads-pick = Choose on the map
roads-pick-help = a click takes a road, another gives it back
roads-pieces = Chosen roads
roads-none-chosen = No road is chosen yet.
road-unnamed = Road without a name
road-one-way = one way
road-direction = Direction on { $road }
road-drop = Give back { $road }
direction-both = both directions
direction-north = to the north
direction-east = to the east
direction-south = to the south
direction-west = to the west
roads-effect = What is different
effect-closed = Closed
effect-slow = Slow
effect-open = Open the other way
effect-by = { $effect }, +{ $percent } %
roads-slow-how = How slow
roads-slow-by = +{ $percent } % of the usual time
roads-until = Until
until-min = { $n } min
until-h = { $n } h
until-lifted = until lifted
until-time = a time
until-time-of-day = Time of day
until-echo = until { $time }
until-open = It stays until somebody lifts it.
roads-reason = Why
roads-belongs = Because of { $number }
roads-start-over = Start over
roads-submit-closed = Close these roads
roads-submit-slow = Slow these roads
roads-submit-open = Open these roads
roads-standing = Standing changes
roads-none = Nothing is changed: roads are as the map says.
roads-pieces-count = { $count ->
    [one] { $count } piece of road
   *[other] { $count } pieces of road
}
roads-lift-title = Lift: { $what }
roads-lift-why = Why it is over

## Places

place-search-help = Street and number, crossing, landmark
place-nothing = No place of the map fits. What you typed is kept as it is.
place-not-ready = Places cannot be searched yet. What you type is kept as it is.
place-no-search = Places could not be searched. What you type is kept as it is.
place-kind-address = Address
place-kind-block = Block
place-kind-street = Street
place-kind-crossing = Crossing
place-kind-settlement = Place
place-kind-landmark = Landmark
place-kind-kilometre = Kilometre
place-position-exact = exact
place-position-interpolated = between known numbers
place-position-street_only = street only
place-within = { $position }, within { $metres } m
place-somewhere = somewhere on it, within { $metres } m
place-taken = “{ $said }” taken for “{ $taken }”
place-missed = not found: { $words }
place-point-along = The point goes along: { $where } (within { $metres } m).
place-point-unkept = The address is kept, but its point was not. Set the point.
place-address-along = The address goes along: { $address }.
place-address-unkept = The point is kept, but its address was not. Set the address.
here-is = There:
here-take = Use as address
here-address = { $street } { $number }
here-kilometre = { $road } km { $kilometre }

## Cover

cover = Cover
cover-minutes = Within how many minutes
cover-min = { $n } min
cover-capability = Only units that can do
cover-all = All free units
cover-coming = Being worked out…
cover-figures = { $minutes } min: { $what }
cover-streets = { $percent } % of streets
cover-addresses = { $percent } % of addresses
cover-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
list-comma = {", "}
list-semicolon = {"; "}

## Forms

note-add = Add a note
note-text = Note
feedback-add = Add feedback
feedback-text = What the units report back
hazard-kind = Kind
hazard-text = What and where
lift-why = Why it is no longer dangerous
lift-title = Lift the hazard: { $hazard }
link-other = Which incident
merge-other = Into which incident
merge-explained = Reports go over to the other incident; this one stays in the record. Units are not moved: clear or divert them first. A merge can be undone.
merge-units-still = Still on it: { $units }. Clear or divert them first.
undo-merge-explained = The reports that came along go back, and this incident is open again.
split-title = Split reports off { $number }
split-which = Reports that are about something else
split-leave-one = At least one report stays.
split-submit = Open the new incident
undo-split-explained = Its reports go back to the incident they came from. Clear or divert its units first.
detach-explained = The report leaves this incident and waits again for a decision.
unlink-title = Undo the link to { $number }
attach-title = Add the report to an incident
dismiss-title = Put the report aside
dismiss-why = Why nothing is to be done
reserve-title = Reserve { $unit }
reserve-purpose = What for
reserve-from = From (empty: now)
reserve-length = For how long
reserve-echo = { $from } to { $to }
release-title = Release { $unit }
release-why = Why it is not needed any more
relation = Relation
other-none = There is no other open incident.
close-title = Close { $number }
close-submit = Close the incident
close-units-still = Still on it: { $units }. Clear them first.
close-feedback = Feedback (if any)
close-feedback-needed = Feedback from the units (needed)
milestone-title = Milestone of { $unit }
milestone-submit = Keep the milestone
milestone-when = When it happened
milestone-when-help = Hours and minutes, with seconds if known: 14:05 or 14:05:30.
milestone-when-echo = That was { $time } ago.
clear-title = Clear { $unit }
clear-then = After that
clear-when = When (empty: now)
cancel-title = Cancel { $unit }
stand-down-title = Stand down { $unit }
divert-title = Divert { $unit }
divert-submit = Divert
divert-to = To which incident
divert-explained = { $unit } leaves { $from } and goes to { $to }.

## Who called

caller = Caller (if they say)
caller-name = Name
caller-callback = Call-back number
caller-anonymous = Wishes to stay anonymous
caller-sealed-explained = These are sealed before they are kept. Whoever opens them leaves a trace in the record.
caller-dropped = Name and number were not kept when you left the form. Type them again.
caller-none = Caller: nothing was said
caller-sealed = Caller: sealed
caller-openings = { $count ->
    [0] never opened
    [one] opened once
   *[other] opened { $count } times
}
caller-held = kept until { $date } under { $basis }
caller-erased = Caller: erased on { $date } under { $basis }
caller-actions = Who called
caller-more = More about who called
caller-purpose = What for
caller-purpose-words = In words (if needed)
caller-open = Open
caller-open-title = Open who called
caller-open-explained = The record will say who opened what, when and what for. What is shown here is kept nowhere else.
caller-open-which = Which fields
caller-not-said = not said
caller-yes = yes
caller-no = no
caller-shown-for = Shown for { $seconds } s more.
caller-shown-over = No longer shown. Opening again leaves another trace.
caller-trace = The trace is entry { $entry } of the record.
caller-done = Done
caller-search = Search
caller-search-title = Reports with the same number
caller-search-explained = The number is compared without being shown. With and without its country code it counts as two numbers. The search leaves a trace all the same.
caller-search-found = { $count ->
    [one] { $count } other report has the same number:
   *[other] { $count } other reports have the same number:
}
caller-search-none = No other report has the same number, or none was given.
caller-search-here = this incident
caller-search-waiting = Waiting report
caller-search-aside = Put aside
caller-hold = Keep
caller-hold-title = Keep who called until a date
caller-hold-explained = Until the end of that day nobody can erase name and number. A new date takes the place of an earlier one.
caller-hold-until = Until the end of
caller-basis = Law and article
caller-lift = Ask to lift the hold
caller-lift-title = Lift the hold on who called
caller-lift-why = Why they need not be kept any more
caller-erase = Ask to erase
caller-erase-title = Erase who called
caller-erase-warning = Once a second person agrees, the key is destroyed. From then on nobody can read name and number, this desk and the operator included. Nothing brings them back.
caller-erase-stays = The report itself stays, and so do the traces of who opened it. Receipts that were handed out still verify.
caller-erase-sure = Yes, I ask to destroy the key
caller-only-fingerprint = only a fingerprint stands in the record
caller-epoch = epoch { $epoch }

## Photos

photos-title = Photos
photo-add = Add a photo…
photo-adding = The photo is being sealed…
photo-kinds = JPEG, PNG or WebP, at most 8 MiB. It is sealed before it is kept; the place and the device a camera wrote into it are not in the copy that is shown.
photo-too-long = The file is larger than 8 MiB. Nothing was sent.
photo-nth = Photo { $nth }
photo-size = { $kind }, { $width } × { $height }
photo-show = Show…
photo-show-title = Look at photo { $nth }
photo-show-explained = The record will say who looked at this photo, when and what for. It is shown without the place and the device that may stand in its original.
photo-show-do = Show
photo-shown = Photo { $nth } of the report
photos-erased = The photos were erased on { $date }.
photo-original = the original
photo-copy = the copy without place and device

## Receipts

receipt-title = Receipt of entry { $entry }
receipt-looking = The receipt is being made…
receipt-witnessed = Witnessed
receipt-witnessed-explained = Enough witnesses have cosigned it.
receipt-pending = Pending
receipt-pending-explained = Signed here; not enough witnesses have cosigned it yet.
receipt-unasked = No witnesses
receipt-unasked-explained = Signed here. This record asks nobody else to cosign.
receipt-letters = Code in letters
receipt-words_en = Code in English words
receipt-words_zh = Code in Chinese characters
receipt-copy = Copy
receipt-copied = Copied.
receipt-not-copied = It could not be copied. Select the text instead.
receipt-code-explained = All three are the same code. With it anybody sees how things stand, and nothing about anybody.
receipt-state-page = See it as they will
receipt-second = Second secret
receipt-second-explained = With it and the code, they see who looked at their details. One that was made earlier becomes void.
receipt-second-make = Make second secret
receipt-second-again = Make another one; this one becomes void
receipt-second-making = Making it…
receipt-second-once = It is told this once and cannot be shown again: keep it apart from the code.
receipt-download = Download the file
receipt-print = Print
paper-title = Receipt
paper-when = Taken into the record
paper-state = Witnesses
paper-recorded = What was recorded
paper-shortened = Shortened for paper; the file has all of it.
paper-code = Your code
paper-code-use = How things stand: { $address }. Type the code there in letters or in words.
paper-second = Second secret
paper-second-use = With it and the code, { $address } shows who looked at your details. Cut it off and keep it apart from the code.
paper-qr-proof = The proof
paper-qr-entry = The entry
paper-qr-missing = It does not fit on one QR code. Ask for the file.
paper-check = To check it, ask for the file and open { $address }, which works without a network once it is saved. Or, with our program:
paper-policy = The policy says whose signatures count: { $address }

## How things stand (for whoever holds a code)

told-title = How things stand
told-lead = With the code on your receipt you can see what has become of your report.
told-code = Your code
told-code-help = 20 letters and digits, or nine words in English or Chinese.
told-ask = Look
told-busy = Looking…
told-unreachable = Please try again in a moment.
told-waiting = Waiting
told-waiting-explained = Your report is in the record. Somebody will decide about it.
told-dismissed = Put aside
told-dismissed-explained = Your report is in the record. Nothing more is to be done about it.
told-open = Being looked after
told-open-explained = Somebody looks after it. Nobody has been sent yet.
told-sent = Sent
told-sent-explained = Somebody is on the way.
told-on_scene = On scene
told-on_scene-explained = Somebody is there.
told-closed = Closed
told-closed-explained = What there was to do has been done. The record of it stays.
told-none = In the record
told-none-explained = This code belongs to an entry that is not a report, so there is no state to tell.
told-since = since
told-signed = Signed: entry { $entry } stands in the record of { $agency } and cannot be changed unseen.
told-unsigned = Not signed yet: entry { $entry } of { $agency }. It takes a second or two.
told-witnessed = Witnessed: independent witnesses have cosigned the record with it.
told-pending = Not witnessed yet: not enough witnesses have cosigned it.
told-unasked = No witnesses: nobody beside the agency is asked to cosign this record.
told-erased = Name and number were erased on { $date } under { $basis }.
told-taken = Taken into the record
told-seen = as of { $time }
told-nothing-else = With the code alone, this page tells a state and its time, and nothing about anybody.
told-verify = Check a receipt file

looks-title = Who looked at your details
looks-lead = Every time somebody opens your name or number, or compares it, the record keeps a trace; with the second secret you see them, but for those that a law keeps from you for a time.
looks-secret = Second secret
looks-secret-help = Ten letters and digits, given to you apart from the code. Ask the agency if you have none.
looks-ask = Show who looked
looks-none = There is no look to tell you of so far.
looks-count = { $count ->
    [one] { $count } look, with its time:
   *[other] { $count } looks, oldest first:
}
looks-latest = These are the latest { $count } looks; there may be older ones.
looks-who = Who
looks-number = Service number { $number }
looks-nobody = No person is named in the record
looks-role = { $count ->
    [one] role { $roles }
   *[other] roles { $roles }
}
looks-seat = seat { $seat }
looks-what = What
looks-opened = Opened: { $fields }
looks-photo_opened = Looked at a photo
looks-original_opened = Opened the original of a photo
looks-searched = Searched for reports with the same number, without being shown it
looks-name_opened = Read what { $official } is called
looks-traces_read = Read who had looked at your details
looks-what-unknown = Something this page has no word for: { $kind }
looks-fields-none = no field is named
looks-purpose = What for
looks-words-held = A reason was typed. Oversight first sees whether it names anybody else.
looks-sealed = { $count ->
    [0] No look in this agency is kept from its person by a law.
    [one] One look in this whole agency is kept from its person by a law for now. It stands in the record, and is told on its day.
   *[other] { $count } looks in this whole agency are kept from their persons by a law for now. They stand in the record, and are told on their day.
}
looks-entry = Entry
looks-receipt-save = Save the receipt of this look
looks-receipt-later = Its receipt is signed within a minute; look again then.
contest-begin = This look was not right …
contest-explained = What you say goes to oversight, never to whoever looked. It stays in the record, and the answer appears here. Say nothing about other people that oversight does not need.
contest-words = Why was it not right? (may be left empty)
contest-send = Send it to oversight
contest-said = You contested this look
contest-waits = Oversight has not answered yet.
contest-upheld = Oversight found: it was not right
contest-not_upheld = Oversight found: it was right

## Signing in

looking = One moment…
sign-in = Sign in
sign-in-title = Sign in
sign-in-now = Sign in now
sign-in-ready = It is set. From now on you sign in with it, here and now for the first time.
sign-in-guest = This is a demonstration. Nobody needs to sign in: whoever does not works as { $number }.
sign-in-guest-go = Go to the desk
sign-in-passkey = Sign in with a passkey
sign-in-passkey-help = With your fingerprint, your face or the PIN of your device or security key.
sign-in-lost = Lost your way in? Two administrators can let you in anew.
signing-in = Looking…
or = or
by-passkey = Passkey
by-password = Password and code
service-number = Service number
password = Password
password-show = Show the password
password-show-short = Show
password-hide-short = Hide
code = Code
code-help = The six digits that your authenticator shows now.
code-shape = Six digits
wait-seconds = Wait { $seconds } s
passkey-none = No passkey was given.
passkey-none-detail = The window was closed, the device did not answer in time, or it knows no passkey for this address. Try again, or take the other way.
here-title = { $number } is signed in here
here-lead = Go on, or sign out so that somebody else can come in.
go-on = Go on
sign-out = Sign out
come-in-title = You are invited
come-in-lead = This link lets one person in, once. When you begin it is used up, and you choose how you will sign in from now on.
come-in-begin = Begin
come-in-localhost = Passkeys are bound to a name, and this address is only a number. You can use the link under the name of this machine instead.
come-in-localhost-go = Open it at { $address }
set-up-title = Welcome, { $number }
set-up-lead = Choose how you will sign in. Until then nothing else is open to you.
set-up-which = How you will sign in
set-password-title = Choose a password
set-password-done = The password is set.
set-codes-title = Set up an authenticator
set-codes-after = Comes after the password.
passkey-not-here = A passkey would be safer, but needs a page with a name and a safe connection. This one is at { $host }, so it is a password with codes.
passkey-explained = A passkey stays in your device or security key, and cannot be guessed, overheard or given to a wrong page. It will be for { $number } alone.
passkey-label = What you call it
passkey-label-first = My security key
passkey-label-help = So that you know it again in the list.
passkey-make = Make a passkey
passkey-waiting = Your device is asking you…
password-new = New password
password-help = At least 12 characters. Several words are easy to remember; pasting is welcome.
password-missing = { $count ->
    [one] One more character is needed.
   *[other] { $count } more characters are needed.
}
password-set = Set the password
codes-scan = Scan this with an authenticator app. From then on it shows six digits that change every half a minute.
codes-picture = QR code with the secret of the authenticator
codes-typed = Or type this secret into the app:
codes-kind = By time, six digits, every 30 seconds.
codes-link = Open in an app on this device
codes-confirm = The code it shows now
codes-confirm-help = This shows that it works. The same code is not taken a second time.
codes-done = Confirm

## Who is here

demo-guest = Demonstration: you work here without signing in, as { $number }, on this machine alone.
demo-sign-in = Sign in as somebody
session-ended = You are not signed in any more.
session-ended-detail = What you typed is still here, but nothing is kept until you are.
session-ended-go = Sign in in another tab
board-barred = Your posts do not let you see the board.
me-label = You: { $who }
me-sitting = { $number } at { $seat }
me-standing = { $number }, no seat
seat-title = Where do you sit?
seat-explained = The record says from which seat each act came, and who sat there.
seat-choose = Choose a seat…
seat-other = Another seat…
seat-leave = Leave { $seat }
seat-leave-do = Leave
seat-leave-explained = Others can sit down there then. Until you sit somewhere again, you only look on.
seat-lost = You do not sit at { $seat } any more.
seat-own = You sit at
seat-taken-list = Taken; choose one to take it over
seat-taken-by = { $seat } · { $number }
seat-take-why = Why you take it over from { $number }
seat-take = Take over from { $number }
seat-enter = Sit down
seat-go-on = Go on here
seat-none = Look on without a seat
my-sessions = My sessions
my-means = How I sign in
sessions-explained = Where you are signed in. End what you left open elsewhere.
session-here = this one
session-times = since { $since }, last used { $used }
session-end = End
session-end-label = End the session since { $since }
method-passkey = By a passkey
method-password = By password and code
method-invitation = By a one-time link
passkeys-mine = Passkeys
passkeys-none = You have no passkey.
passkey-made = The passkey is kept.
passkey-made-at = made { $made }
passkey-used-at = last used { $used }
passkey-add = Add a passkey…
passkey-remove = Remove
passkey-remove-label = Remove the passkey { $label }
password-change = New password…
codes-change = New authenticator…
codes-set = The new authenticator is set; the old one shows nothing of use any more.
key-me = You: seat, sessions, sign out
key-requests = What waits for a second person

## Two people

requests-title = Waiting for a second person
requests-open = Second person
requests-count = { $count ->
    [one] one request waits
   *[other] { $count } requests wait
}
requests-explained = What cannot be taken back needs two people: one asks, another agrees within a day. Nobody approves a request of their own.
requests-none = Nothing waits.
request-own = Asked by you
request-by = Asked by { $number }
request-waits = waits { $time } more
request-approve = Agree
request-refuse = Say no…
request-refuse-why = Why not
request-refuse-do = Say no
request-withdraw = Take back
wish-erase = Erase who made report …{ $report }
wish-lift_hold = Lift the hold on who made report …{ $report }
wish-recover_account = Let { $number } in anew
wish-waits-erase = Erasing waits for a second person.
wish-waits-lift_hold = Lifting the hold waits for a second person.
wish-show = Show
wish-adopt_pack = Put the rules { $pack } in force
wish-export = { $of ->
    [entries] Export the entries of the journal
   *[incidents] Export the table of incidents
} from { $from } until { $until }
wish-key_ceremony = Split the epoch key in three shares
two-people = A second person has to agree. This only asks; it waits for a day.

## Accounts

accounts-title = Accounts
accounts-lead = Who may come in, and as what. Every change is an entry of the record.
accounts-count = { $count ->
    [one] One account
   *[other] { $count } accounts
}
accounts-find = Find by number, role or unit
accounts-none = No account fits.
accounts-elsewhere = Sign in as somebody else
accounts-desk = To the desk
account-number = Number
account-posts = Posts
account-standing = Standing
account-seats = Sits at
account-acts = What to do with { $number }
account-you = you
standing-invited = Invited
standing-active = Active
standing-suspended = Suspended
standing-closed = Closed
post-in-unit = { $role }, { $unit }
account-invite = Invite somebody
account-invite-title = Invite somebody
account-invite-explained = They get a link that lets them in once, within three days.
account-invite-do = Invite
service-number-help = Capital letters, digits and hyphens, at most 24.
roles = Roles
post-unit = Unit (for crews)
post-unit-help = Counts for every role chosen here.
do-posts = Change posts…
do-suspend = Suspend…
do-resume = Let in again…
do-close-account = Close for good…
do-recover = Let in anew…
posts-title = Posts of { $number }
posts-do = Change posts
suspend-title = Suspend { $number }
suspend-explained = Their sessions end now, and they cannot sign in until somebody lets them in again.
suspend-do = Suspend
resume-title = Let { $number } in again
resume-explained = They sign in as before.
resume-do = Let in again
close-account-title = Close the account of { $number }
close-account-explained = For good: what they sign in with is forgotten. What they did stays in the record.
close-account-do = Close for good
recover-title = Let { $number } in anew
recover-explained = For somebody who lost their way in. Another administrator has to agree; then there is a new one-time link, and what they signed in with until now is void.
recover-do = Ask for it
account-why = Why
ceremony-title = Key ceremony
ceremony-explained = The epoch key opens every sealed field. In a ceremony it is split in three shares, any two of which give it back: share 1 for who asks, share 2 for who agrees, share 3 for another administrator. Each takes a share here within an hour. With two administrators the third stays untaken; two are enough. The next turn of the epoch makes the shares useless.
ceremony-why = Why a ceremony is needed
ceremony-ask = Ask for a ceremony
ceremony-open = A ceremony for epoch { $epoch } is open for { $time } more. { $taken ->
    [0] No share was taken so far.
    [one] One share was taken.
   *[other] { $taken } shares were taken.
}
ceremony-take = Take my share ({ $share } of 3)
ceremony-none-left = There is no share left for you.
share-title = Share { $share } of 3 of the epoch key, epoch { $epoch }
share-warning = It is shown this once. Print it, or copy it by hand, and keep it away from this computer and from every copy of the vault. Save it nowhere here.
share-label = The share
share-print = Print it
share-done = I have it on paper
share-paper = Keep this page where nobody else comes, never beside another share or a copy of vault.db. Two shares give the key back (answerable vault join). Destroy it once the epoch has turned or a new share has taken its place.
once-title = The link for { $number }
once-explained = It is shown this once, lets in whoever holds it, and works for three days. Give it to them yourself, not by a channel that others read.
once-label = One-time link
once-copy = Copy the link
once-copied = Copied
once-done = I have given it to them

## Events of the record

event-record-opened = Record opened
event-record-pack_adopted = Pack adopted
event-intake-report_received = Report received
event-intake-report_dismissed = Report put aside
event-intake-incident_opened = Incident opened
event-intake-report_attached = Report attached
event-intake-report_detached = Report detached
event-intake-incidents_merged = Merged
event-intake-merge_undone = Merge undone
event-intake-incident_split = Split
event-intake-split_undone = Split undone
event-intake-incidents_linked = Linked
event-intake-incidents_unlinked = Link undone
event-intake-type_changed = Type changed
event-intake-priority_changed = Priority changed
event-intake-spoken_place_set = Spoken place corrected
event-intake-address_set = Address corrected
event-intake-point_set = Point corrected
event-intake-note_added = Note
event-intake-hazard_noted = Hazard
event-intake-hazard_lifted = Hazard lifted
event-intake-feedback_given = Feedback
event-intake-owner_assigned = Owner
event-intake-incident_closed = Incident closed
event-intake-incident_reopened = Incident reopened
event-intake-order_warned = Warning: times out of order
event-dispatch-shift_started = Shift started
event-dispatch-shift_ended = Shift ended
event-dispatch-unit_reserved = Unit reserved
event-dispatch-reservation_released = Reservation released
event-dispatch-unit_out_of_service = Out of service
event-dispatch-unit_in_service = Back in service
event-dispatch-unit_available = Available
event-dispatch-send_advised = Advice
event-dispatch-unit_sent = Unit sent
event-dispatch-unit_diverted = Unit diverted
event-dispatch-unit_released = Unit released
event-dispatch-milestone_reached = Milestone
event-dispatch-leg_added = Leg added
event-dispatch-unit_cleared = Unit cleared
event-dispatch-overlap_warned = Warning: sent on before it was free
event-dispatch-transition_warned = Warning: unusual change of status
event-dispatch-order_warned = Warning: times out of order
event-dispatch-stamps_missing = Warning: milestones never told
event-people-account_invited = Account invited
event-people-account_opened = Account opened
event-people-posts_changed = Posts changed
event-people-account_suspended = Account suspended
event-people-account_resumed = Account resumed
event-people-account_closed = Account closed
event-people-recovery_granted = Way in given back
event-people-seat_entered = Seat entered
event-people-seat_left = Seat left
event-people-seat_taken = Seat taken over
event-people-request_made = Second person asked
event-people-request_approved = Approved by a second person
event-people-request_refused = Refused by a second person
event-people-request_withdrawn = Request withdrawn
event-personal-sealed = Caller sealed
event-personal-opened = Caller opened
event-personal-photo_sealed = Photo added
event-personal-photo_opened = Photo opened
event-personal-searched = Same number searched
event-personal-traces_read = Traces read
event-personal-held = Caller must be kept
event-personal-hold_lifted = Hold lifted
event-personal-erased = Caller erased
event-personal-epoch_turned = New key epoch
event-roads-change_made = Road changed
event-roads-change_lifted = Change of roads lifted
event-roads-speeds_adopted = Speeds adopted

## What the advice said

advised-nobody = nobody could be named
advised-passed = passed over: { $units }
advised-straight = by straight lines

## Machines, seats, rules and oversight

do-keys = Keys…
keys-title = Keys of { $number }
keys-none = No key yet. The machine comes in with its first one.
keys-once = This key is told once. Give it to the machine now; whoever holds it acts as the machine.
keys-token = The key
keys-scopes = What the key lets the machine do
keys-days = For how many days
keys-make = Make a key
keys-times = made { $made }, until { $until }
keys-used = last used { $time }
keys-unused = never used
keys-end = End this key…
keys-end-do = End it
scope-other = { $scope }
scope-receive = Bring reports
scope-board = Read the board
scope-feed = Follow what goes on
scope-list = List incidents
scope-incident = Read an incident
scope-unit = Read a unit
scope-positions = Read positions
scope-cover = Read the cover
scope-reach = Say how far a unit is
scope-add_leg = Add a leg to a run
scope-clear = Clear a unit
scope-start_shift = Begin a shift
scope-end_shift = End a shift
scope-out_of_service = Take a unit out of service
scope-in_service = Put a unit back in service
scope-available = Say that a unit is available
scope-entries = Read entries
scope-receipt = Fetch receipts
scope-status = See how the record is doing
scope-pack = Read the rules in force
seats-title = Seats
seats-explained = A seat that is bound is taken from its own devices alone. To bind one, open this page at that console.
seats-free = nobody
seats-bound = bound to its devices
seats-anywhere = may be taken from anywhere
seats-bind = Bind this browser to the seat
seats-bind-do = Bind
seats-unbind = Unbind…
seats-unbind-do = Unbind
rules-title = The rules in force
rules-lead = Who may do what, to which record, for which purpose. Each rule says itself in one sentence; a rule that forbids wins over every rule that permits.
rules-policies = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
rules-find = Find a rule
rules-none = No rule fits.
rules-digest = Digest, as entries keep it:
rules-permits = permits
rules-forbids = forbids
rules-matrix = What they come to
rules-matrix-explained = Every role, operation and kind of record, worked out by trying.
rules-other = Put other rules in force
rules-other-explained = One administrator asks, another agrees; the rules are in force from the next start with that pack. The command "answerable pack" prints the digest of a pack.
rules-pack = The pack in force:
rules-wanted = Digest of the other pack
rules-ask = Ask for it
oversight-title = Oversight
oversight-lead = Who looked at whose record, what persons say against it, and what leaves the record in one piece.
traces-title = Who looked
traces-explained = Questions are about acts, never about persons, and nobody is counted. Reading this leaves a trace that others see.
traces-purpose = What for
traces-choose = Choose a purpose
traces-words = In words
traces-report = Of one report alone (its id)
traces-read = Show who looked
traces-count = { $count ->
    [0] Nobody looked.
    [one] { $count } look
   *[other] { $count } looks
}
traces-when = When
traces-all = All
traces-questions = What might be asked
traces-contested = contested
traces-answered = contested and answered
question-again = one person, often
question-crowd = several persons
question-many = many within an hour
question-night = at night
question-unassigned = not in their hands
question-nobody = no person named
contests-title = What persons say against looks
contests-none = Nobody contests a look.
contests-of = Against the look in entry { $look }
contests-own = You looked: another inspector has to answer.
contests-look = Show the looks at this record
contests-answer = Answer…
contests-finding = What was found
finding-upheld = It was not right
finding-not_upheld = It was right
contests-words = What the person is told
contests-send = Answer
exports-title = What leaves in one piece
exports-explained = You ask, somebody else agrees, and you fetch it within a day. Each fetching stands in the record.
exports-of = What
exports-entries = Entries of the journal (JSON)
exports-incidents = Table of incidents (CSV)
exports-from = From
exports-before = Until before
exports-ask = Ask for it
exports-until = may be fetched until { $time }
exports-fetch = Fetch
keys-close = Close

## What an official is called
do-invite-again = Make a new link
do-name = Name…
name-title = What { $number } is called
name-explained = A name is sealed. Reading it leaves a trace that this person sees.
name-mine = My name
name-mine-explained = Your name is sealed. Whoever reads it leaves a trace, and so do you.
name-none = Nobody said it yet.
name-read = Read the name
name-new = Another name
name-set = Keep this name
name-optional = Name, if it is to be kept
name-help = It is sealed; whoever reads it leaves a trace.
name-looks = { $count ->
    [0] Nobody read it
    [one] Read once
   *[other] Read { $count } times
}
traces-sealed = told to the person on { $date }
traces-release = Let the person read the reason
traces-released = The person may read it
