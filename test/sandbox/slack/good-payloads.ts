/** Payloads in the forms that Slack's documentation prints, each with its page. */
export const GOOD_MESSAGES: Readonly<Record<string, unknown[]>> = {
  // https://docs.slack.dev/reference/block-kit/blocks/section-block
  'a section with text and fields': [
    {
      type: 'section', text: { text: 'A message *with some bold text* and _some italicized text_.', type: 'mrkdwn' },
      fields: [
        { type: 'mrkdwn', text: '*Priority*' }, { type: 'mrkdwn', text: '*Type*' }, { type: 'plain_text', text: 'High' }, { type: 'plain_text', text: 'String' },
      ],
    },
  ],
  // https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element
  'a section with an overflow menu': [
    {
      type: 'section', block_id: 'section 890', text: { type: 'mrkdwn', text: 'This is a section block with an overflow menu.' },
      accessory: {
        type: 'overflow', action_id: 'overflow',
        options: [
          { text: { type: 'plain_text', text: '*this is plain_text text*' }, value: 'value-0' },
          { text: { type: 'plain_text', text: '*this is plain_text text*' }, value: 'value-1', url: 'https://example.com' },
          { text: { type: 'plain_text', text: '*this is plain_text text*' }, value: 'value-4' },
        ],
      },
    },
  ],
  // https://docs.slack.dev/reference/block-kit/blocks/actions-block
  'actions with a select and a button': [
    {
      type: 'actions', block_id: 'actions1',
      elements: [
        {
          type: 'static_select', placeholder: { type: 'plain_text', text: 'Which witch is the witchiest witch?' }, action_id: 'select_2',
          options: [
            { text: { type: 'plain_text', text: 'Matilda' }, value: 'matilda' }, { text: { type: 'plain_text', text: 'Glinda' }, value: 'glinda' },
          ],
        },
        { type: 'button', text: { type: 'plain_text', text: 'Cancel' }, value: 'cancel', action_id: 'button_1' },
      ],
    },
  ],
  // https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
  'a button that asks first': [
    {
      type: 'actions',
      elements: [
        {
          type: 'button', text: { type: 'plain_text', emoji: true, text: 'Delete' }, style: 'danger', value: 'x', action_id: 'delete',
          confirm: {
            title: { type: 'plain_text', text: 'Are you sure?' }, text: { type: 'plain_text', text: 'Wouldn’t you prefer a good game of _chess_?' },
            confirm: { type: 'plain_text', text: 'Do it' }, deny: { type: 'plain_text', text: 'Stop, I’ve changed my mind!' },
          },
        },
      ],
    },
  ],
  // https://docs.slack.dev/reference/block-kit/blocks/context-block, …/divider-block, …/header-block, …/image-block
  'context, divider, header, image': [
    {
      type: 'context',
      elements: [
        { type: 'image', image_url: 'https://example.com/pin.jpg', alt_text: 'images' },
        { type: 'mrkdwn', text: 'Location: **Dogpatch**' },
      ],
    },
    { type: 'divider' },
    { type: 'header', text: { type: 'plain_text', text: 'Budget Performance' } },
    { type: 'image', title: { type: 'plain_text', text: 'Please enjoy this photo of a kitten' }, block_id: 'image4', image_url: 'http://example.com/kitten.png', alt_text: 'An incredibly cute kitten.' },
  ],
  // https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
  'rich text': [
    {
      type: 'rich_text', block_id: 'block1',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'Hello there, I am a ' }, { type: 'text', text: 'bold', style: { bold: true } }, { type: 'user', user_id: 'U012AB3CDE' }] },
        { type: 'rich_text_list', style: 'bullet', indent: 0, border: 1, elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji', name: 'basketball' }] }] },
        { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://slack.com', text: 'a link' }] },
      ],
    },
  ],
  // https://docs.slack.dev/reference/block-kit/blocks/table-block
  'a table': [
    {
      type: 'table', column_settings: [{ is_wrapped: true }, { align: 'right' }],
      rows: [
        [{ type: 'raw_text', text: 'Header A' }, { type: 'raw_text', text: 'Header B' }],
        [{ type: 'raw_text', text: 'Data 1A' }, { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', text: 'Data 1B', url: 'https://slack.com' }] }] }],
      ],
    },
  ],
  // https://docs.slack.dev/reference/block-kit/blocks/card-block
  'a card': [
    {
      type: 'card', icon: { type: 'image', image_url: 'https://example.com/36.png', alt_text: 'Icon' },
      title: { type: 'mrkdwn', text: 'Lumon Industries', verbatim: false }, subtitle: { type: 'mrkdwn', text: 'Committed to work-life balance', verbatim: false },
      hero_image: { type: 'image', image_url: 'https://example.com/400.png', alt_text: 'Sample hero image' },
      body: { type: 'mrkdwn', text: 'Please enjoy each card equally.', verbatim: false },
      actions: [{ type: 'button', text: { type: 'plain_text', text: 'Action Button', emoji: true }, action_id: 'button_action' }],
    },
  ],
  // https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
  charts: [
    {
      type: 'data_visualization', title: 'My Favorite Candy Bars',
      chart: { type: 'pie', segments: [{ label: 'Kit Kat', value: 45 }, { label: 'Twix', value: 28 }] },
    },
    {
      type: 'data_visualization', title: 'Sales',
      chart: {
        type: 'line', series: [{ name: 'Website', data: [{ label: 'Mon', value: 1 }, { label: 'Tue', value: 2 }] }],
        axis_config: { categories: ['Mon', 'Tue'], x_label: 'Days of the Week', y_label: 'Sales' },
      },
    },
  ],
};

export const GOOD_VIEWS: Readonly<Record<string, { type: 'modal' | 'home'; [field: string]: unknown }>> = {
  // https://docs.slack.dev/reference/views/modal-views
  'a modal with inputs': {
    type: 'modal', callback_id: 'modal-with-inputs', title: { type: 'plain_text', text: 'Modal with inputs' }, private_metadata: 'shhh-its-secret',
    submit: { type: 'plain_text', text: 'Submit' }, close: { type: 'plain_text', text: 'Cancel' }, clear_on_close: true, notify_on_close: false,
    blocks: [
      {
        type: 'input', block_id: 'multiline', label: { type: 'plain_text', text: 'Enter your value' }, hint: { type: 'plain_text', text: 'a hint' }, optional: true,
        element: { type: 'plain_text_input', multiline: true, action_id: 'mlvalue', min_length: 0, max_length: 3000 },
      },
      { type: 'input', block_id: 'target_channel', label: { type: 'plain_text', text: 'Select a channel' }, element: { type: 'conversations_select', action_id: 'target_select', response_url_enabled: true } },
      {
        type: 'input', label: { type: 'plain_text', text: 'Which' },
        element: { type: 'radio_buttons', action_id: 'r', options: [{ text: { type: 'mrkdwn', text: '*A*' }, value: 'a' }], initial_option: { text: { type: 'mrkdwn', text: '*A*' }, value: 'a' } },
      },
      { type: 'alert', text: { type: 'plain_text', text: 'Mind the gap' }, level: 'warning' },
    ],
  },
  // https://docs.slack.dev/reference/views/home-tab-views
  'a Home tab': {
    type: 'home', private_metadata: '', callback_id: '',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'A simple stack of blocks for the simple sample Block Kit Home tab.' } },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Action A', emoji: true }, url: 'mailto:support@corp.example', action_id: 'a' }] },
    ],
  },
};
