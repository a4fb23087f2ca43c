# Why something was not done: a title and a sentence for every code, each with a page under
# docs/errors/. Variables carry the names that the refusal gives them.

## The record itself

record-already-open = The record is open already.
record-already-open-detail = The record in this folder was opened by its first entry. A record is opened once; use another folder for another record.
record-not-open = The record has not been opened yet.
record-not-open-detail = Nothing can be recorded before the first entry. Start the server with a pack, which opens the record.
no-pack-adopted = No pack is in force.
no-pack-adopted-detail = Nothing can be decided without the rules of a place. Start the server with a pack to put one in force.
pack-already-adopted = This pack is in force already.
pack-already-adopted-detail = The pack with digest { $pack } is in force already; nothing needs to be done.

## Reports and incidents

no-such-report = There is no such report.
no-such-report-detail = There is no report { $report } in this record. Check which report is meant.
report-exists = This report exists already.
report-exists-detail = Report { $report } exists already. Send a new report with a new key.
report-taken = The report belongs to an incident already.
report-taken-detail = Report { $report } belongs to an incident already. Detach it there first if it is about something else.
report-dismissed = The report was put aside.
report-dismissed-detail = Report { $report } was put aside and cannot be used for an incident any more. Take a new report if something has to be done.
report-elsewhere = The report is not attached to this incident.
report-elsewhere-detail = Report { $report } is not attached to incident { $number }. Look the incident up again: it may have been moved.
last-report = The incident has no other report.
last-report-detail = Incident { $number } would be left without a report. Merge it into the other incident, or close it.
no-such-incident = There is no such incident.
no-such-incident-detail = There is no incident { $incident } in this record. Look it up by its number.
incident-exists = This incident exists already.
incident-exists-detail = Incident { $incident } exists already. Open a new incident with a new key.
incident-closed = The incident is closed.
incident-closed-detail = Incident { $number } is closed. Reopen it first, with a reason.
incident-merged = The incident was merged into another.
incident-merged-detail = Incident { $number } was merged into { $into }. Act on that one, or undo the merge.
incident-not-closed = The incident is not closed.
incident-not-closed-detail = Incident { $number } is not closed, so it cannot be reopened.
incident-not-merged = The incident has not been merged.
incident-not-merged-detail = Incident { $number } has not been merged into another, so there is no merge to undo.
incident-not-split = The incident was not made by a split.
incident-not-split-detail = Incident { $number } was not made by a split, so there is no split to undo.
same-incident = An incident and itself.
same-incident-detail = Incident { $number } cannot be merged with or linked to itself. Name the other incident.
already-linked = The incidents are linked already.
already-linked-detail = Incidents { $number } and { $other } are linked already. Undo the link first to link them in another way.
not-linked = The incidents are not linked.
not-linked-detail = Incidents { $number } and { $other } are not linked, so there is no link to undo.
split-takes-all = A split leaves something on each side.
split-takes-all-detail = A split takes at least one report of incident { $number } and leaves at least one. Choose the reports again.
units-serving = Units still serve the incident.
units-serving-detail = Units { $units } still serve incident { $number }. Clear, divert, cancel or stand them down first.
feedback-needed = Feedback is needed before closing.
feedback-needed-detail = Incident { $number } cannot be closed without feedback: say what the units found and did.
unchanged = It is so already.
unchanged-detail = Incident { $number } has { $value } already, so nothing was changed.
no-such-hazard = No such hazard stands.
no-such-hazard-detail = Incident { $number } has no such standing hazard: it may have been lifted already.
too-many = The incident holds no more of these.
too-many-detail = Incident { $number } has as many { $things } as one incident can hold. Open another incident and link it.
not-in-pack = The pack in force does not know this.
not-in-pack-detail = The pack in force has no { $what ->
        [incident-type] incident type
        [unit-kind] kind of unit
        [channel] channel
        [priority] priority
        [hazard] hazard
        [outcome] outcome
        [purpose] purpose
        [station] station
        [capability] capability
        [reason-to-cancel] reason to cancel
        [reason-to-divert] reason to divert
        [reason-to-stand-down] reason to stand down
        [reason-to-reopen] reason to reopen
        [reason-for-a-correction] reason for a correction
        [reason-for-this-outcome] reason for this outcome
       *[reason] reason
    } “{ $code }”. Load the page again: the pack may have changed.
time-ahead = The time lies in the future.
time-ahead-detail = The time given lies { $ahead_s } seconds in the future. Check the clock of the device and give the time again.

## Units

unit-not-on-shift = The unit is not on shift.
unit-not-on-shift-detail = Unit { $unit } is not on shift. Start its shift first.
unit-on-shift = The unit is on shift already.
unit-on-shift-detail = Unit { $unit } is on shift already. End its shift first to change its kind, station or crew.
unit-busy = The unit serves another incident.
unit-busy-detail = Unit { $unit } serves incident { $number }. Divert it, or clear it there first.
unit-reserved = The unit is reserved.
unit-reserved-detail = Unit { $unit } is reserved for { $purpose }. Release it first, or choose another unit.
unit-not-reserved = The unit is not reserved.
unit-not-reserved-detail = Unit { $unit } is not reserved, so there is nothing to release.
unit-out-of-service = The unit is out of service.
unit-out-of-service-detail = Unit { $unit } is out of service ({ $reason }). Return it to service first, or choose another unit.
unit-in-service = The unit is in service already.
unit-in-service-detail = Unit { $unit } is in service already, so nothing needs to be done.
unit-not-returning = The unit is not returning.
unit-not-returning-detail = Unit { $unit } is not returning, so it cannot report that it is home.
unit-not-serving = The unit does not serve this incident.
unit-not-serving-detail = Unit { $unit } does not serve incident { $number }. Look at the unit: it may have been diverted or cleared.
unit-not-busy = The unit serves no incident.
unit-not-busy-detail = Unit { $unit } serves no incident, so it cannot be diverted. Send it instead.
unit-already-there = The unit serves this incident already.
unit-already-there-detail = Unit { $unit } serves incident { $number } already.
unit-arrived = The unit has arrived.
unit-arrived-detail = Unit { $unit } has arrived at incident { $number }. Stand it down instead of cancelling it.
unit-not-arrived = The unit has not arrived.
unit-not-arrived-detail = Unit { $unit } has not arrived at incident { $number }. Cancel it instead of standing it down.
milestone-told = This milestone was told already.
milestone-told-detail = Unit { $unit } has told “{ $milestone ->
        [acknowledged] acknowledged
        [departed] departed
        [on_scene] on scene
        [transporting] transporting
        [at_destination] at destination
       *[other] { $milestone }
    }” already for this run. The first telling stands.
transition-not-allowed = The rules do not allow this change of status.
transition-not-allowed-detail = Unit { $unit } cannot go from “{ $before ->
        [off_shift] off shift
        [available] available
        [reserved] reserved
        [sent] sent
        [acknowledged] acknowledged
        [departed] departed
        [on_scene] on scene
        [transporting] transporting
        [at_destination] at destination
        [returning] returning
        [out_of_service] out of service
       *[other] { $before }
    }” to “{ $after ->
        [off_shift] off shift
        [available] available
        [reserved] reserved
        [sent] sent
        [acknowledged] acknowledged
        [departed] departed
        [on_scene] on scene
        [transporting] transporting
        [at_destination] at destination
        [returning] returning
        [out_of_service] out of service
       *[other] { $after }
    }” by the rules in force. Tell the step between first.
no-units = No unit was named.
no-units-detail = Name at least one unit to send.
unit-named-twice = A unit is named twice.
unit-named-twice-detail = Unit { $unit } is named twice. Name each unit once.
too-many-units = The incident holds no more units.
too-many-units-detail = Incident { $number } has as many units as one incident can hold. Open another incident and link it.
too-many-reservations = The unit holds no more reservations.
too-many-reservations-detail = Unit { $unit } has as many reservations as one unit can hold. Release them first.
bad-reservation = The time of the reservation is not sound.
bad-reservation-detail = A reservation of unit { $unit } must end after it begins and after now, within 31 days. Check both times.
bad-crew = The size of the crew is not sound.
bad-crew-detail = A crew of { $crew } for unit { $unit } is not between 1 and 99. Give the number again.
incident-not-open = The incident is not open.
incident-not-open-detail = Incident { $number } is not open, so nobody is sent to it. Reopen it first.

## From request to receipt

key-reused = The key was used for another request.
key-reused-detail = The key of this act was used for another request. Send it again with a new key.
act-too-large = The act does not fit into one entry.
act-too-large-detail = What is asked would not fit into one entry of the record, which holds 60 KiB. Do it in smaller parts.
clock-is-the-records = The record decides when this happened.
clock-is-the-records-detail = This record runs by its own clock; the act may not say when it was made. Send it without that time.
views-catching-up = The views are catching up.
views-catching-up-detail = The views are still being folded from the record. Try again in a moment.
journal-stopped = Nothing can be recorded now.
journal-stopped-detail = The journal has stopped and takes no acts. Take reports on paper and call the operator of this server; send this act again with the same key afterwards.
views-unavailable = The views cannot be read.
views-unavailable-detail = The views of the record cannot be read now. The record is kept. Try again; if it stays so, call the operator of this server.

## At the door

not-found = There is no such page or record.
not-found-detail = There is nothing at this address. Check it, or look the record up again.
bad-request = The request cannot be read.
bad-request-detail = The request is not what this address takes: { $what }. Correct it and send it again.
key-missing = The act has no key.
key-missing-detail = Every act needs an Idempotency-Key header that holds a UUID in lower case. Add one and send the act again.
seat-missing = The act names no seat.
seat-missing-detail = Every act needs an Answerable-Seat header: 1 to 32 lower-case letters, digits or hyphens. Choose a seat and send the act again.
method-not-allowed = This address does not take this method.
method-not-allowed-detail = This address exists but does not take this method. Reads are GET, acts are POST.
body-too-large = The body of the request is too large.
body-too-large-detail = The body of the request is larger than this address takes. Send less at once.
unsupported-media-type = The body is not JSON.
unsupported-media-type-detail = The body of an act is JSON. Send it with Content-Type application/json.
body-compressed = The body is compressed.
body-compressed-detail = Compressed bodies are not opened: a few kilobytes can become gigabytes. Send the body as it is, without Content-Encoding.
too-many-feeds = This account follows too often.
too-many-feeds-detail = This account has { $most } live feeds open, and gets no more. Close a window that nobody looks at.
feeds-full = No more live feeds.
feeds-full-detail = The server has as many live feeds open as it carries. Acts and questions are answered all the same; come again in a moment.
server-error = Something failed in the server.
server-error-detail = Something failed here. What was acknowledged before is kept. Send this act again with the same key; if it fails again, tell the operator of this server when it happened.
shutting-down = The server is stopping.
shutting-down-detail = The server is stopping and takes no more acts. Send this act again with the same key once it is back.

not-recordable = A number is too large to keep.
not-recordable-detail = The record keeps whole numbers below 2^53 only, and the request holds a larger one: check the times and numbers in it. Nothing was recorded.

# The public record

overloaded = Too many acts are waiting.
overloaded-detail = More acts are waiting than can be answered in time. This one was not taken in: send it again with the same key in a moment.
opening-told-before = This opening was answered before.
opening-told-before-detail = Each opening leaves its own trace and is answered once. Open again; that leaves another trace.
vault-unavailable = Personal fields cannot be sealed or opened now.
vault-unavailable-detail = The vault cannot be used. Nothing was opened and no personal field was kept. Take the report without name and number, and tell the operator.
not-signed-yet = The entry stands under no signed checkpoint yet.
not-signed-yet-detail = The next checkpoint is made within a second or two. Ask again in a moment.
no-such-entry = There is no such entry.
no-such-entry-detail = The journal has no entry { $entry }. Look at the number again.
no-such-code = That receipt code is not known.
no-such-code-detail = The code is well-formed, but nothing here belongs to it. Read it again from the paper.
too-long-for-paper = That does not fit on one QR code.
too-long-for-paper-detail = A QR code holds 2,953 bytes, and this has more. Hand out the receipt as a file.
bad-code = The receipt code was not read right.
bad-code-detail = { $what ->
        [too-long] This is too long for a code, which has 20 letters in five groups of four, or nine words.
        [sign] “{ $sign }” in group { $group } is in no code: the signs are 0 to 9 and A to Z without I, L, O and U.
        [letter-count] A code has 20 letters in five groups of four, or nine words; this has { $count } letters.
        [word-count] A code has nine words, or 20 letters; this has { $count } words.
        [word] Word { $at }, “{ $word }”, is not in the list of words.
        [letters-of-group] A letter is wrong: look at group { $group } first.
        [letters] More than one letter is wrong.
       *[words] One word or more is wrong, or two are exchanged.
    } Compare it with the paper.
entries-not-public = The entries are not public.
entries-not-public-detail = Only the hashes of the log are open to everybody. Your own receipt carries its entry.

# Personal fields

nothing-sealed = Nobody said who they are.
nothing-sealed-detail = The report { $report } came without personal fields, or there is no such report. There is nothing to open, keep or erase.
personal-fields-erased = The personal fields were erased.
personal-fields-erased-detail = Their key was destroyed on { $erased_ms }. Nobody can read them any more; the record says under which law.
erasure-held = The personal fields must be kept.
erasure-held-detail = They must be kept until { $until_ms } under { $basis }. Lift that hold first if the law says so no longer.
not-held = Nothing holds the personal fields.
not-held-detail = No hold stands on the personal fields of this report. There is nothing to lift.
hold-already-over = The hold would be over already.
hold-already-over-detail = { $until_ms } is past. Give a later date.
no-fields-named = No fields were named.
no-fields-named-detail = Say which fields are to be opened: name, call-back number, wish to stay anonymous.
epoch-past = The key epoch is past.
epoch-past-detail = The record knows a later epoch than { $epoch }. The vault of an older copy may have been put back: compare the two before anything else.

# Roads

bad-stretch = The stretch of road cannot be used.
bad-stretch-detail = A change of roads names 1 to 64 stretches, each with a course and a direction, 1,200 points in all. Choose the roads on the map again.
bad-slowness = That is not slower than usual.
bad-slowness-detail = { $percent } hundredths of the usual time is not slow. Say 101 to 2000, or close the road.
bad-road-change-end = The change would end at a time that makes no sense.
bad-road-change-end-detail = A change of roads ends after now and within 400 days. Give the end again, or leave it open.
too-many-road-changes = Too many changes of roads stand already.
too-many-road-changes-detail = { $count } changes of roads stand already. Lift those that are over.
no-such-road-change = There is no such change of roads.
no-such-road-change-detail = The change was lifted already, has ended by itself, or never was. Look at the list of changes.
no-way = There is no way.
no-way-detail = The unit cannot get there by the roads that are known, or nobody knows where it or the incident is. Look whether a closed road is the reason.
no-road-here = There is no road here.
no-road-here-detail = No road of the map is within 60 metres of that point. Choose a point on a road.
bad-speeds = The factors of speed make no sense.
bad-speeds-detail = Factors are 100 to 10,000 thousandths, one for each of 24 hours, and a pause is at most ten minutes. Adopt what the calibration prints.
no-map = There is no map.
no-map-detail = The program was started without a map. Make one with import-map and start with --map.
places-not-ready = Places cannot be searched yet.
places-not-ready-detail = The index of places is being made, or there is no map. Try again in some seconds; the words as spoken can be kept meanwhile.
nobody-signed-in = This has to be done by a person.
nobody-signed-in-detail = An act among officials needs somebody who is signed in; a program alone cannot do it. Sign in and do it again.
no-such-account = There is no such account.
no-such-account-detail = There is no account { $account }. Look at the list of accounts.
account-exists = The account exists already.
account-exists-detail = The account { $account } exists already. Send the invitation with a new key.
service-number-taken = This service number has an account.
service-number-taken-detail = { $service_number } has an account already, and one person has one. Change that account, or close it first.
no-posts = No post was given.
no-posts-detail = Somebody without a post could do nothing. Give at least one role of the pack.
account-standing = The account is not in the right state.
account-standing-detail = The account is { $standing }, and this cannot be done with it. Look at the account and what can be done with it now.
own-account = Nobody changes his own account.
own-account-detail = Your own posts and your own standing are for another administrator to change. Ask another administrator.
last-administrator = This is the last administrator.
last-administrator-detail = Without this account nobody could look after accounts any more. Make another administrator first.
seat-taken = Somebody sits there.
seat-taken-detail = Somebody sits at { $seat }. Take the seat over, with a reason, or choose another.
seat-free = Nobody sits there.
seat-free-detail = Nobody sits at { $seat }, so there is nobody to leave it or to take it from. Sit down there instead.
others-seat = Another person sits there.
others-seat-detail = Another person sits at { $seat }; only they leave it. Take the seat over if the shift has changed.
no-such-request = No such request waits.
no-such-request-detail = The request { $request } was answered or withdrawn, or never was. Look at the list of requests.
request-over = The request waited too long.
request-over-detail = It waited until { $expires_ms } and cannot be approved any more. Make it again.
own-request = Nobody approves his own request.
own-request-detail = What needs two people needs a second one. Ask another person to approve it.
others-request = This is the request of another person.
others-request-detail = Only the person who asked can withdraw a request. Refuse it instead, with a reason.
sign-in-needed = Nobody is signed in.
sign-in-needed-detail = This needs somebody who is signed in, or a key of a machine. A session ends by itself after a time without use. Sign in and do it again; what was acknowledged is kept.
sign-in-failed = That did not fit.
sign-in-failed-detail = Service number, password or code did not fit. Which of them is not said. Try again; after some tries each takes longer. Two administrators can let you in anew.
slow-down = Too many at once.
slow-down-detail = Too many tries or requests in a short time. Nothing was looked at. Wait { $wait_s } seconds and try again.
enrolment-unfinished = Coming in is not finished.
enrolment-unfinished-detail = You came in by a one-time link, and may only set how you will sign in. Set a passkey, or a password with a code, and sign in.
cross-site = The request came from another site.
cross-site-detail = A browser sent this for a page of another site. Nothing was done. Open the page of this server and do it there.
not-at-seat = You do not sit there.
not-at-seat-detail = The act names the seat { $seat }, and you do not sit there. Sit down there first, or take it over.
seat-elsewhere = This seat belongs to another device.
seat-elsewhere-detail = The seat { $seat } is bound to devices, and this is none of them. Use a console of that seat, or have an administrator bind this one.
invitation-void = This link does not open anything.
invitation-void-detail = It was used, it is too old, or a newer one was made. Ask an administrator for a new one.
password-refused = This password is not taken.
password-refused-detail = A password has 12 to 128 characters, is not the service number, and is in no list of known passwords. This one { $why ->
        [short] is too short
        [long] is too long
        [number] holds the service number
       *[public] stands in such a list
    }. Choose another; several words are easy to remember.
code-refused = The code does not fit.
code-refused-detail = The code is not the one of this minute, or it was used already. Look at the clock of the telephone, wait for the next code and try again.
passkey-refused = The passkey was not taken.
passkey-refused-detail = The device answered another question than was asked, or too late. Begin again.
no-such-session = There is no such session.
no-such-session-detail = It has ended, or it is not yours. Look at the list of sessions.
no-such-key = There is no such key.
no-such-key-detail = It has ended or never was. Look at the list of keys.
identity-unavailable = Sign-in is not available.
identity-unavailable-detail = What proves who somebody is cannot be read at the moment. Try again in a moment; if it lasts, tell the operator of this server.
not-allowed = Your posts do not allow this.
not-allowed-detail = No policy in force allows this to you. Decided by: { $policies }. Ask somebody whose post it is. The policies can be read under Policy.
second-secret-wrong = Code and second secret do not belong together.
second-secret-wrong-detail = One of the two is wrong, or no second secret was made for this receipt. Look at the paper again; after some tries each takes longer. The desk can make a new second secret.
contest-stands = This look was contested before.
contest-stands-detail = The first contest stands, and oversight answers it. Nothing was added.
no-contest = Nobody contests this look.
no-contest-detail = There is nothing to answer, or it was answered already. Read the list of contests again.
own-look = Nobody oversees a look of their own.
own-look-detail = Another inspector has to answer this contest, or release this reason.
no-reason-held = No reason of this look waits for release.
no-reason-held-detail = None was typed with it, or it was released before. Read the looks again.
no-machine = Only machines have keys.
no-machine-detail = Invite an account whose one role is machine, and make the key for it. Persons sign in.
key-already-over = The key would be over already.
key-already-over-detail = Give a date after now.
no-name = Nobody said what this person is called.
no-name-detail = An administrator can keep the name with the account.
no-such-machine-key = No such key holds.
no-such-machine-key-detail = It was ended, or never made. Look at the list of keys.
seat-not-bound = The seat is bound to no device.
seat-not-bound-detail = It may be taken from anywhere already.
no-such-scope = A machine cannot be given this.
no-such-scope-detail = { $scope } is no operation that machines may do. Give ids of operations of the interface.
no-scopes = The key would be for nothing.
no-scopes-detail = Name at least one operation.
pack-not-granted = Two administrators have to agree to other rules first.
pack-not-granted-detail = Start with the rules in force. One administrator asks for the rules { $pack }, another approves; then start with them.
empty-extent = The export would be empty.
empty-extent-detail = It ends before it begins. Give a later end.
no-export = There is no such export to be fetched.
no-export-detail = It was not approved, is another person's, or its day is over. Ask for it anew.
no-key-yet = There is no epoch key to split yet.
no-key-yet-detail = It is made with the first personal field that comes in.
ceremony-over = This key ceremony is over.
ceremony-over-detail = Its hour has passed, every share was taken, the epoch turned, another ceremony began, or the server was started anew. Ask for another one.
share-taken = You took your share of this ceremony already.
share-taken-detail = Nobody gets two. If it was lost, two administrators hold another ceremony.
no-share-left = No share is left for you.
no-share-left-detail = Those that were not taken are for who asked and who approved.
not-a-keeper = Only administrators keep shares of the epoch key.
not-a-keeper-detail = Ask one of them.
photo-unknown-kind = The file is not a photo of a kind that is taken.
photo-unknown-kind-detail = JPEG, PNG and WebP are taken, known by their first bytes. The name of the file and the type somebody says play no part. Nothing was kept. Save the picture as a JPEG and send it with a new key.
photo-unreadable = The photo cannot be read to its end.
photo-unreadable-detail = The file begins like a picture, and no whole picture can be made of it: it was cut off or damaged. Nothing was kept. Send the file again from where it was taken.
photo-too-large = The photo has too many points.
photo-too-large-detail = A photo has at most 40 million points and no side over 20,000, and can be read within a bound of memory. Nothing was kept. Make it smaller and send it with a new key.
photo-moving = The picture moves.
photo-moving-detail = A picture of several frames is refused: people would look at the first and take it for the whole. Nothing was kept. Send single pictures.
photo-missing = The file of the photo is gone or was changed.
photo-missing-detail = The ciphertext of the photo { $photo } is not the one that was sealed. Nothing was opened, and no trace was left. Tell the operator: it is put back from a copy.
no-such-photo = The report has no such photo.
no-such-photo-detail = The report has no photo { $photo }. Read the incident again and choose one of its photos.
too-many-photos = The report has as many photos as it takes.
too-many-photos-detail = The report has { $count } photos, and no more are taken. Nothing was kept. Take another report for more.
